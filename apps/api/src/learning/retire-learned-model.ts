import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { publishVersion } from '../rule-lab/publish-version.ts'
import { lockVersionInForce } from '../rule-lab/version-in-force.ts'

/** Goes back to the rules alone, as the next version. */
export function retireLearnedModel(ctx: Context, reason: string): Promise<ScoringVersion> {
  return inTransaction(ctx, async (tx) => {
    const { name, document, learned, version } = await lockVersionInForce(tx.db)
    if (!learned) throw new AppError('version_active', 'The rules alone are in force already')
    const rules = { name, document, learnedModelId: null, learnedWeight: 0, reason }
    const published = await publishVersion(tx, rules)
    const event = {
      action: 'model_retired',
      entity: { type: 'learned_model', id: learned.id, name: `Model ${learned.number}` },
      before: { model: learned.number, version, weight: learned.weight },
      after: { model: null, version: published.version, reason },
    } as const
    await recordAudit(tx.db, auditEntry(tx, event))
    return published
  })
}
