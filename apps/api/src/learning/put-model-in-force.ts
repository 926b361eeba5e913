import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { publishVersion } from '../rule-lab/publish-version.ts'
import { lockVersionInForce } from '../rule-lab/version-in-force.ts'

/** Whoever publishes: a person in a request, or the rule after a training. */
export type Publisher = Pick<Tx, 'db' | 'now' | 'origin'> & { readonly actor: { readonly id: string } | null }

export type ModelToPublish = { id: string; number: number; weight: number }

/** Puts a learned model in force beside the present rules, as the next version. */
export async function putModelInForce(
  tx: Publisher,
  model: ModelToPublish,
  reason: string,
): Promise<ScoringVersion> {
  const active = await lockVersionInForce(tx.db)
  if (active.learned?.id === model.id) {
    throw new AppError('version_active', `Model ${model.number} is in force already`)
  }
  const { name, document } = active
  const learned = { learnedModelId: model.id, learnedWeight: model.weight }
  const published = await publishVersion(tx, { name, document, ...learned, reason })
  const event = {
    action: 'model_published',
    entity: { type: 'learned_model', id: model.id, name: `Model ${model.number}` },
    before: { model: active.learned?.number ?? null, version: active.version },
    after: { model: model.number, version: published.version, weight: model.weight, reason },
  } as const
  await recordAudit(tx.db, auditEntry(tx, event))
  return published
}
