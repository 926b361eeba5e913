import type { CreateDraftInput } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringModel } from '@leadglass/scoring'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import type { Db } from '../db/db.ts'
import { invalidField, notFound } from '../errors.ts'
import { draftEntry } from './audited-rules.ts'
import { checkRules } from './check-rules.ts'
import { insertDraft } from './draft-repository.ts'
import { draftById } from './find-draft.ts'
import type { DraftDetail } from './get-draft.ts'
import { versionInForce } from './version-in-force.ts'
import { findVersionByNumber } from './version-repository.ts'

/** Begins a draft: from a file, from an old version, or from the rules in force. */
export function createDraft(ctx: Context, input: CreateDraftInput): Promise<DraftDetail> {
  if (input.document && input.from_version !== undefined) {
    throw invalidField('from_version', 'cannot be given together with a document')
  }
  if (input.document) checkRules(input.document)
  return inTransaction(ctx, async (tx) => {
    const { document, basedOn } = await beginningOf(tx.db, input)
    const name = input.name ?? document.name
    const id = await insertDraft(tx.db, { name, document, basedOn, userId: tx.actor.id, at: tx.now })
    const after = { based_on: basedOn, rules: document.rules.length, from_file: input.document !== undefined }
    await recordAudit(tx.db, draftEntry(tx, 'scoring_draft_created', { id, name }, { before: null, after }))
    return { ...(await draftById(tx.db, id)), impact_job: null }
  })
}

async function beginningOf(
  db: Db,
  { document, from_version }: CreateDraftInput,
): Promise<{ document: ScoringModel; basedOn: number }> {
  if (from_version === undefined) {
    const active = await versionInForce(db)
    return { document: document ?? active.document, basedOn: active.version }
  }
  const version = await findVersionByNumber(db, from_version)
  if (!version) throw notFound('Version')
  return { document: version.document, basedOn: version.version }
}
