import type { ScoreComparison } from '@leadglass/contracts/scoring.ts'
import { CloseButton, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { ApiError } from '../api/api-error.ts'
import { formatMoment } from '../lib/format-date.ts'
import { formatPoints } from '../lib/format-points.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import { FirstScore } from './first-score.tsx'
import { MoveParts } from './move-parts.tsx'
import { percentWords } from './origin-words.ts'
import { comparisonQuery, scoreAtQuery } from './score-at-queries.ts'
import type { EvidenceLinks } from './score-term-row.tsx'
import type { WhySpan } from './since-choices.ts'
import { WhatHappened } from './what-happened.tsx'
import styles from './why-panel.module.css'

type Props = EvidenceLinks & { leadId: string; span: WhySpan; onClose: () => void }

/** Why the score moved between two points: in one sentence, and line by line. */
export function WhyPanel({ leadId, span, onClose, ...links }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  // The answer may stand outside the picture, and is what was asked for. A new question brings the reader here again.
  useEffect(() => {
    if (span === null) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'center' })
  }, [span])
  return (
    <section className={styles.panel} aria-labelledby="why-heading">
      <div className={styles.head}>
        <h3 id="why-heading" ref={heading} tabIndex={-1}>
          {span.from === null ? 'How did it begin?' : 'Why did it move?'}
        </h3>
        <CloseButton aria-label="Close the explanation" onClick={onClose} />
      </div>
      {span.from === null ? (
        <FirstOf leadId={leadId} at={span.to ?? ''} />
      ) : (
        <MoveBetween leadId={leadId} from={span.from} to={span.to} {...links} />
      )}
    </section>
  )
}

function FirstOf({ leadId, at }: { leadId: string; at: string }) {
  const score = useQuery(scoreAtQuery(leadId, at))
  if (score.data) return <FirstScore score={score.data} />
  return <Waiting error={score.error} onRetry={() => void score.refetch()} />
}

type MoveProps = EvidenceLinks & { leadId: string; from: string; to: string | undefined }

function MoveBetween({ leadId, from, to, ...links }: MoveProps) {
  const comparison = useQuery(comparisonQuery(leadId, from, to))
  const move = comparison.data
  if (!move) return <Waiting error={comparison.error} onRetry={() => void comparison.refetch()} />
  return (
    <>
      <p className={styles.sentence}>{move.sentence}</p>
      <dl className={styles.ends}>
        <End name="From" point={move.from} />
        <End name="To" point={move.to} />
        <div>
          <dt>Moved</dt>
          <dd className={styles.moved}>{formatPoints(move.points)}</dd>
        </div>
      </dl>
      <MoveParts parts={move.parts} points={move.points} />
      <WhatHappened move={move} {...links} />
    </>
  )
}

function End({ name, point }: { name: string; point: ScoreComparison['from'] }) {
  const chance = point.win_probability
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <ScoreChip score={point.score} classification={point.classification} />
        <small>
          {formatMoment(point.at)} · version {point.model_version}
          {chance !== null && ` · ${percentWords(chance)} to be won`}
        </small>
      </dd>
    </div>
  )
}

function Waiting({ error, onRetry }: { error: Error | null; onRetry: () => void }): ReactNode {
  if (error === null) return <Skeleton height={96} mt={8} />
  if (error instanceof ApiError && error.status === 404) {
    return <p className={styles.sentence}>The lead had no score at that time.</p>
  }
  return <ErrorState message={error.message} onRetry={onRetry} />
}
