import type { WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import rows from '../ui/data-rows.module.css'
import styles from './work-queue.module.css'

type Props = { queue: WorkQueue; isOwn: boolean; onShowKeys: () => void }

/** How much there is, and the keys. */
export function QueueFooter({ queue, isOwn, onShowKeys }: Props) {
  const { items, total, snoozed, done_today } = queue
  return (
    <footer className={rows.footer}>
      <span>
        {items.length < total
          ? `The first ${formatCount(items.length)} of ${formatCount(total)}`
          : formatPlural(total, 'lead waits', 'leads wait')}
        {snoozed > 0 && ` · ${formatCount(snoozed)} snoozed`}
        {done_today > 0 && ` · ${formatCount(done_today)} done today`}
      </span>
      <span className={styles.keys}>
        J/K move · Enter opens{isOwn && ' · E done · H snooze · C call · M mail'} ·{' '}
        <button type="button" className={styles.keysButton} onClick={onShowKeys}>
          ? all keys
        </button>
      </span>
    </footer>
  )
}
