import { isDeepStrictEqual } from 'node:util'
import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { rulesChange, versionEntry } from './audited-rules.ts'
import { checkRules } from './check-rules.ts'
import { getVersion } from './get-version.ts'
import { publishVersion } from './publish-version.ts'
import { lockVersionInForce } from './version-in-force.ts'
import type { VersionDetailRow } from './version-repository.ts'

/** Rolls back: an old version, with what was learned in it, is put in force again as a new one. */
export function restoreVersion(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<ScoringVersion> {
  return inTransaction(ctx, async (tx) => {
    const active = await lockVersionInForce(tx.db)
    const old = await getVersion(tx, id)
    if (isSame(old, active)) throw alreadyInForce(old, active)
    checkRules(old.document)
    const published = await publishVersion(tx, {
      name: old.name,
      document: old.document,
      learnedModelId: old.learned?.id ?? null,
      learnedWeight: old.learned?.weight ?? 0,
      reason,
      restoresVersion: old.version,
    })
    const change = rulesChange(active.document, old.document)
    await recordAudit(tx.db, versionEntry(tx, 'scoring_rolled_back', published, change))
    return published
  })
}

/** Whether two versions score alike, whichever came first. */
function isSame(left: VersionDetailRow, right: VersionDetailRow): boolean {
  const content = ({ name, document, learned }: VersionDetailRow) => ({ name, document, learned })
  return isDeepStrictEqual(content(left), content(right))
}

function alreadyInForce(old: VersionDetailRow, active: VersionDetailRow): AppError {
  const repeats = old.id === active.id ? '' : `: version ${active.version} is the same`
  return new AppError('version_active', `Version ${old.version} is in force already${repeats}`)
}
