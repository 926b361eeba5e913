import type { ScoreChange } from '@leadglass/contracts/scoring.ts'
import { SegmentedControl, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { ErrorState } from '../ui/error-state.tsx'
import { ScoreChanges } from './score-changes.tsx'
import { ScoreCurve } from './score-curve.tsx'
import styles from './score-history.module.css'
import type { EvidenceLinks } from './score-term-row.tsx'
import { scoreHistoryQuery } from './scoring-queries.ts'
import { sinceChoices, spanBetween, spanOf, stretchOfSpan, type WhySpan } from './since-choices.ts'

const WhyPanel = lazy(async () => ({ default: (await import('./why-panel.tsx')).WhyPanel }))

type Props = EvidenceLinks & {
  lead: { id: string; created_at: string }
  assignedAt: string | null
  thresholds: { warm: number; hot: number }
  /** The question that is open. */
  why: WhySpan | null
  onWhy: (why: WhySpan | null) => void
}

/** The score over time, and why it moved between any two points of it. */
export function ScoreHistory({ lead, assignedAt, thresholds, why, onWhy, ...links }: Props) {
  const history = useInfiniteQuery(scoreHistoryQuery(lead.id))
  const changes = useMemo(() => history.data?.pages.flatMap((page) => page.items) ?? [], [history.data])
  const [first, setFirst] = useState<ScoreChange | null>(null)
  const [wanted, setRange] = useState<Range | null>(null)
  const range = wanted ?? (history.hasNextPage ? 'month' : 'all')
  const now = useMemo(() => new Date(history.dataUpdatedAt), [history.dataUpdatedAt])
  const since = range === 'all' ? null : now.getTime() - daysOf[range] * dayMs
  const oldest = changes.at(-1)
  const isShort = oldest !== undefined && (since === null || Date.parse(oldest.created_at) > since)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = history
  // A range asks for what it needs of a long history, page after page.
  useEffect(() => {
    if (isShort && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [isShort, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])

  if (history.data === undefined) {
    if (history.error === null) return <Skeleton height={260} mt={16} />
    return <ErrorState message={history.error.message} onRetry={() => void history.refetch()} />
  }
  const choose = (change: ScoreChange) => {
    if (first === null) {
      setFirst(change)
      return
    }
    setFirst(null)
    onWhy(change.id === first.id ? spanOf(change) : spanBetween(first, change))
  }
  const chosen = first ? [first.id] : [why?.from, why?.to].filter((id) => typeof id === 'string')
  return (
    <div className={styles.history}>
      <div className={styles.head}>
        <SinceButtons
          choices={sinceChoices({ changes, createdAt: lead.created_at, assignedAt, now })}
          onWhy={(span) => {
            setFirst(null)
            onWhy(span)
          }}
        />
        {(history.data.pages[0]?.total ?? 0) > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="How far back"
            data={ranges}
            value={range}
            onChange={(next) => setRange(next as Range)}
          />
        )}
      </div>
      <ScoreCurve
        {...{ changes, thresholds, since, now, chosen }}
        stretch={why?.from ? stretchOfSpan(why, changes, now) : null}
        onChoose={choose}
      />
      <p className={styles.hint} role="status">
        {isShort && hasNextPage ? 'Loading older changes…' : hintOf(first, changes.length)}
      </p>
      {why && (
        <Suspense fallback={<Skeleton height={160} my={16} />}>
          <WhyPanel leadId={lead.id} span={why} onClose={() => onWhy(null)} {...links} />
        </Suspense>
      )}
      <ScoreChanges
        changes={changes}
        onWhy={(change) => onWhy(spanOf(change))}
        onMore={hasNextPage ? () => void fetchNextPage() : null}
      />
    </div>
  )
}

type Range = 'month' | 'quarter' | 'year' | 'all'

const dayMs = 86_400_000
const daysOf = { month: 30, quarter: 91, year: 365 }
const ranges = [
  { value: 'month', label: '30 days' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'year', label: 'Year' },
  { value: 'all', label: 'All' },
]

function hintOf(first: ScoreChange | null, count: number): string {
  if (first) return 'Now choose the other point; the same one again explains that change alone'
  if (count < 2) return 'The score has not moved since the lead was created'
  return 'Choose two points of the curve to see why the score moved between them'
}

type SinceProps = { choices: ReturnType<typeof sinceChoices>; onWhy: (span: WhySpan) => void }

function SinceButtons({ choices, onWhy }: SinceProps) {
  return (
    <ul className={styles.choices} aria-label="Why did it move?">
      {choices.map(({ label, span }) => (
        <li key={label}>
          <button type="button" className={styles.choice} onClick={() => onWhy(span)}>
            {label}
          </button>
        </li>
      ))}
    </ul>
  )
}
