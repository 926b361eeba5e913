import type { LeadScore } from '@leadglass/contracts/scoring.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import styles from './score-card.module.css'
import { ScoreLine } from './score-line.tsx'
import { scoreHistoryQuery } from './scoring-queries.ts'
import { spanOf, type WhySpan } from './since-choices.ts'

type Props = {
  leadId: string
  thresholds: LeadScore['thresholds']
  onWhy: (span: WhySpan) => void
}

/** The newest hundred changes, small, and the way to what was behind the last one. */
export function ScoreTrend({ leadId, thresholds, onWhy }: Props) {
  const history = useInfiniteQuery(scoreHistoryQuery(leadId))
  const changes = history.data?.pages[0]?.items ?? []
  const [newest] = changes
  if (newest === undefined) return null
  return (
    <>
      {/* One point is not a line. */}
      {changes.length > 1 && <ScoreLine changes={changes} thresholds={thresholds} now={new Date()} />}
      <button type="button" className={styles.show} onClick={() => onWhy(spanOf(newest))}>
        {changes.length > 1 ? 'Why did it move?' : 'How did it begin?'}
      </button>
    </>
  )
}
