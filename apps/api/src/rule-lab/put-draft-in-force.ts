import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Db } from '../db/db.ts'
import { type Auditor, rulesChange, versionEntry } from './audited-rules.ts'
import { type DraftRow, deleteScoringDraft } from './draft-repository.ts'
import { publishVersion } from './publish-version.ts'
import { stopImpactJobs } from './stop-impact-jobs.ts'
import { lockVersionInForce } from './version-in-force.ts'

export type Publisher = Auditor & { readonly db: Db }

/** A locked draft becomes the version in force, beside what is learned now; as a draft it is gone. */
export async function putDraftInForce(
  tx: Publisher,
  draft: DraftRow,
  reason: string,
): Promise<ScoringVersion> {
  const active = await lockVersionInForce(tx.db)
  await stopImpactJobs(tx.db, draft.id)
  await deleteScoringDraft(tx.db, draft.id)
  const published = await publishVersion(tx, {
    name: draft.name,
    document: draft.document,
    learnedModelId: active.learned?.id ?? null,
    learnedWeight: active.learned?.weight ?? 0,
    reason,
  })
  const change = rulesChange(active.document, draft.document)
  await recordAudit(tx.db, versionEntry(tx, 'scoring_published', published, change))
  return published
}
