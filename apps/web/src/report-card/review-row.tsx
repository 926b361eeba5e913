import type { ReviewItem } from '@leadglass/contracts/verdicts.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import rows from '../ui/data-rows.module.css'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import styles from './reviews.module.css'
import { verdictWords } from './verdict-words.ts'

type Props = { item: ReviewItem; onReview: (item: ReviewItem) => void }

/** One verdict: on which lead, what was said and why, the score then and now. */
export function ReviewRow({ item, onReview }: Props) {
  const { lead, user } = item
  return (
    <tr className={`${rows.row} ${styles.row}`}>
      <td data-column="lead">
        <Link to={paths.lead(lead.id)} className={rows.name} data-lead>
          {lead.name}
        </Link>
        <span className={styles.under}>
          {[lead.company, lead.owner?.full_name ?? 'no owner', lead.status].filter(Boolean).join(' · ')}
        </span>
      </td>
      <td data-column="verdict" className={styles.verdict}>
        {verdictWords[item.verdict]}
      </td>
      <td data-column="why" className={styles.why}>
        {item.reason ?? <span className={rows.muted}>no reason given</span>}
        {item.reviewed_at && (
          <span className={styles.under}>
            Reviewed by {item.reviewed_by?.full_name ?? 'somebody'} <RelativeTime at={item.reviewed_at} />
            {item.review_note && `: ${item.review_note}`}
          </span>
        )}
      </td>
      <td data-column="then">
        <span className={styles.onPhone}>Then </span>
        <ScoreChip score={item.score} classification={item.classification} />
        <span className={styles.under}>version {item.model_version}</span>
      </td>
      <td data-column="now">
        <span className={styles.onPhone}>Now </span>
        <ScoreChip score={lead.current_score} classification={lead.classification} />
      </td>
      <td data-column="given" className={rows.muted}>
        <RelativeTime at={item.created_at} />
        <span className={styles.under}>{user.full_name}</span>
      </td>
      <td data-column="review" className={rows.above}>
        {item.reviewed_at === null && (
          <Button
            variant="default"
            aria-label={`Review the verdict on ${lead.name}`}
            onClick={() => onReview(item)}
          >
            Review…
          </Button>
        )}
      </td>
    </tr>
  )
}
