import type { WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { IconCircleCheck, IconMug } from '@tabler/icons-react'
import { formatPlural } from '../lib/format-count.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { returnWords } from './when-choices.ts'
import styles from './work-queue.module.css'

type Props = { queue: WorkQueue; isOwn: boolean }

/** Nothing to do is an answer too: it says when that ends. */
export function QueueEmpty({ queue, isOwn }: Props) {
  const { next_at, snoozed, done_today, user } = queue
  const isWorked = next_at !== null || snoozed > 0 || done_today > 0
  const title = isOwn ? 'Nothing waits' : `Nothing waits for ${user.full_name}`
  return (
    <EmptyState icon={isWorked ? IconCircleCheck : IconMug} title={title}>
      {next_at !== null && (
        <p className={styles.line}>The next one comes back {returnWords(next_at, new Date())}.</p>
      )}
      {next_at === null && isOwn && !isWorked && (
        <p className={styles.line}>
          Leads that a manager assigns to you, and those that stir, show here with the reason.
        </p>
      )}
      {next_at === null && isWorked && (
        <p className={styles.line}>A lead comes back as soon as it does something.</p>
      )}
      {done_today > 0 && <p className={styles.line}>{formatPlural(done_today, 'lead')} dealt with today.</p>}
    </EmptyState>
  )
}
