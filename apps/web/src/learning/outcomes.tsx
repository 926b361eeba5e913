import '@mantine/core/styles/Progress.css'
import type { LearningStatus } from '@leadglass/contracts/learning.ts'
import { Button, Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import { formatDay } from '../lib/format-date.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './learning.module.css'

/** What there is to learn from: closed leads of either kind, against how many it takes. */
export function Outcomes({ status }: { status: LearningStatus }) {
  const { won, lost, needed, enough, outcomes_from: from, outcomes_to: to } = status
  return (
    <section aria-labelledby="outcomes-heading" className={styles.section}>
      <h2 id="outcomes-heading">What there is to learn from</h2>
      <div className={styles.counters}>
        <Counter name="won" count={won} needed={needed} />
        <Counter name="lost" count={lost} needed={needed} />
      </div>
      <p className={styles.muted}>
        {from && to && `Closed ${formatDay(from)} – ${formatDay(to)}. `}
        {enough &&
          status.new_outcomes > 0 &&
          `${formatPlural(status.new_outcomes, 'lead')} closed since the newest training. `}
        {status.next_training_at && (
          <>
            Next training <RelativeTime at={status.next_training_at} />.
          </>
        )}
      </p>
      {!enough && (
        <div className={styles.bring}>
          <p>
            It takes {needed} won and {needed} lost leads; fewer teach nothing that could be trusted. Deals
            that were closed before Leadglass count: import them with their outcomes and dates, and there is a
            model minutes later.
          </p>
          <Button component={Link} to={paths.imports}>
            Import your history
          </Button>
        </div>
      )}
    </section>
  )
}

function Counter({ name, count, needed }: { name: string; count: number; needed: number }) {
  const isEnough = count >= needed
  const words = isEnough ? `${name} (${needed} needed)` : `of ${needed} ${name}`
  return (
    <div>
      <p>
        <b>{formatCount(count)}</b> {words}
      </p>
      <Progress value={Math.min(100, (100 * count) / needed)} aria-label={`${formatCount(count)} ${words}`} />
    </div>
  )
}
