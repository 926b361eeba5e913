import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { RelativeTime } from '../ui/relative-time.tsx'
import { type Attention, findAttention } from './attention.ts'
import styles from './system.module.css'

type Props = { status: SystemStatus; refreshError: Error | null }

const looks = {
  well: { icon: IconCircleCheck, title: 'All good' },
  warning: { icon: IconAlertTriangle, title: 'Needs attention' },
  critical: { icon: IconCircleX, title: 'Not working' },
} as const

/** The one sentence that matters, and what to do about each thing that is not as it should be. */
export function SystemHeadline({ status, refreshError }: Props) {
  const found = findAttention(status)
  const level = found[0]?.level ?? 'well'
  const { icon: LevelIcon, title } = looks[level]
  return (
    <section className={styles.headline} data-level={level} aria-live="polite">
      <LevelIcon className={styles.headlineIcon} size={24} stroke={1.75} aria-hidden />
      <div className={styles.headlineText}>
        <h2 className={styles.headlineTitle}>{title}</h2>
        {found.length === 0 && (
          <p className={styles.calm}>Database, loops and requests are as they should be.</p>
        )}
        {found.length > 0 && (
          <ul className={styles.attention}>
            {found.map((each) => (
              <AttentionLine key={each.text} attention={each} />
            ))}
          </ul>
        )}
        <p className={styles.asOf}>
          As of <RelativeTime at={status.generated_at} />
          {!status.complete && ' · only what this process remembers, because the database does not answer'}
          {refreshError && ` · the last refresh failed: ${refreshError.message}`}
        </p>
      </div>
    </section>
  )
}

function AttentionLine({ attention }: { attention: Attention }) {
  return (
    <li>
      <strong>{attention.text}</strong>
      <span className={styles.advice}>{attention.advice}</span>
    </li>
  )
}
