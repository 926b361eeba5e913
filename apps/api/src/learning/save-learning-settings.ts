import type { LearningSettings, SaveLearningSettingsInput } from '@leadglass/contracts/learning.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { changedFields } from '../audit/changed-fields.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { findSettingsForUpdate, setSettings } from './learning-repository.ts'

export function saveLearningSettings(
  ctx: Context,
  input: SaveLearningSettingsInput,
): Promise<LearningSettings> {
  return inTransaction(ctx, async (tx) => {
    const before = await findSettingsForUpdate(tx.db)
    const after = await setSettings(tx.db, withoutTwins(input), ctx.actor.id)
    const change = changedFields(told(before), told(after), auditedFields)
    if (change) await recordAudit(tx.db, auditEntry(tx, { action: 'learning_settings_changed', ...change }))
    return after
  })
}

function withoutTwins(input: SaveLearningSettingsInput): SaveLearningSettingsInput {
  const { kept_columns, left_out_columns } = input
  return {
    ...input,
    kept_columns: [...new Set(kept_columns)],
    left_out_columns: [...new Set(left_out_columns)],
  }
}

const auditedFields = [
  'retrain_every_days',
  'min_new_outcomes',
  'days_before_outcome',
  'kept_columns',
  'left_out_columns',
  'publish_when_better_by',
] as const satisfies (keyof LearningSettings)[]

/** Lists of names as one text each. */
function told(settings: LearningSettings) {
  const { kept_columns, left_out_columns } = settings
  return { ...settings, kept_columns: kept_columns.join(', '), left_out_columns: left_out_columns.join(', ') }
}
