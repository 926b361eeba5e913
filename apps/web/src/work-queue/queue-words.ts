import type { WorkItem } from '@leadglass/contracts/work-queue.ts'
import { returnWords } from './when-choices.ts'
import type { Decision } from './work-queue-queries.ts'

/** What a decision did, as the toast says it. */
export function decisionWords(decision: Decision, now: Date): string {
  const { name } = decision.item
  if (decision.kind === 'snoozed') return `Snoozed: ${name}, back ${returnWords(decision.until, now)}`
  if (decision.kind === 'planned') return `Follow-up: ${name}, ${returnWords(decision.followUpAt, now)}`
  return `Done: ${name}`
}

/** The row that the keys mean now, for whoever does not see it. */
export function rowWords(item: WorkItem | null): string {
  return item === null ? 'Nothing waits' : `Next: ${item.name}. ${item.reason_text}`
}
