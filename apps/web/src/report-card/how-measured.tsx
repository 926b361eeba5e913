import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import { formatMoment } from '../lib/format-date.ts'
import styles from './report-card.module.css'

/** Why the figures can be believed, for who asks. */
export function HowMeasured({ card }: { card: ReportCard }) {
  const { held_out_rows: heldOut, later_rows: later, judged_at, needed } = card
  const isLearned = card.learned_number !== null
  return (
    <details className={styles.fold}>
      <summary>How this is measured</summary>
      <ul>
        <li>
          <b>Before the outcome.</b> Each closed lead is scored from what was known before it was won or lost
          (a day before, unless the training is set otherwise); what was recorded later does not count.
        </li>
        {isLearned && (
          <li>
            <b>{formatPlural(heldOut, 'lead')} held out.</b> They were in the training, but each is judged by
            a model that was trained without it, on the others.
          </li>
        )}
        <li>
          <b>
            {formatCount(later)} {isLearned ? 'not in the training.' : 'judged by the rules.'}
          </b>{' '}
          {isLearned
            ? 'They were closed after it, or recorded since: the model in force could not have seen them.'
            : 'Rules learn from no leads, but whoever wrote them may have known some of these.'}
        </li>
        <li>
          <b>95 % intervals</b> say what chance alone allows (Wilson’s for shares). Below {needed} won and{' '}
          {needed} lost leads there are no figures at all.
        </li>
        <li>
          <b>The alarm</b> looks at the last 180 days, whatever the filters, and is raised only where hot was
          won no more often than warm and chance hardly explains it.
        </li>
        {judged_at && <li>Judged last {formatMoment(judged_at)}.</li>}
      </ul>
    </details>
  )
}
