import type { LearningSettings } from '@leadglass/contracts/learning.ts'
import { formatPlural } from '../lib/format-count.ts'
import { columnWords } from './model-words.ts'

/** What the settings do, a sentence each. */
export function settingsSentences(settings: LearningSettings): string[] {
  const {
    retrain_every_days: every,
    min_new_outcomes: fewest,
    days_before_outcome: days,
    publish_when_better_by: better,
    kept_columns: kept,
    left_out_columns: leftOut,
  } = settings
  return [
    every === null
      ? 'Trains only when an administrator says so.'
      : `Trains every ${every === 1 ? 'day' : `${every} days`}, when ${formatPlural(fewest, 'lead was', 'leads were')} closed since the last time.`,
    `Learns from each lead as it was ${formatPlural(days, 'day')} before its outcome.`,
    better === null
      ? 'A person publishes a model, never Leadglass.'
      : `Publishes a model trained on schedule by itself when it is reliable and at least ${Number((100 * better).toFixed(1))} % better than what is in force (log-loss on leads that neither had seen).`,
    ...(kept.length > 0 ? [`Put back: ${kept.map(columnWords).join(', ')}.`] : []),
    ...(leftOut.length > 0 ? [`Left out: ${leftOut.map(columnWords).join(', ')}.`] : []),
  ]
}
