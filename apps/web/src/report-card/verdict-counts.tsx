import { managers } from '@leadglass/contracts/auth.ts'
import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCurrentUser } from '../api/session.ts'
import { paths } from '../app/paths.ts'
import { formatCount } from '../lib/format-count.ts'
import styles from './report-card.module.css'
import { verdictWords } from './verdict-words.ts'

const order = ['too_high', 'right', 'too_low'] as const

/** What people who know the leads say of their scores. */
export function VerdictCounts({ verdicts }: { verdicts: ReportCard['verdicts'] }) {
  const { role } = useCurrentUser()
  const isManager = managers.some((each) => each === role)
  const given = verdicts.too_high + verdicts.too_low + verdicts.right
  return (
    <section aria-labelledby="verdicts-heading" className={styles.section}>
      <h2 id="verdicts-heading">What people say</h2>
      {given === 0 ? (
        <p className={styles.muted}>
          Nobody has given a verdict. On the page of a lead, say whether its score is too high, too low or
          right: that is read here, and it never changes the score.
        </p>
      ) : (
        <dl className={styles.counts}>
          {order.map((word) => (
            <div key={word}>
              <dt>{verdictWords[word]}</dt>
              <dd>{formatCount(verdicts[word])}</dd>
            </div>
          ))}
        </dl>
      )}
      {isManager && given > 0 && (
        <Button variant="default" component={Link} to={paths.reviews} className={styles.more}>
          {verdicts.open > 0 ? `Review ${formatCount(verdicts.open)} open` : 'See all verdicts'}
        </Button>
      )}
    </section>
  )
}
