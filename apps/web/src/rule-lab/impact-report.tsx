import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { Skeleton } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'
import { formatCount } from '../lib/format-count.ts'
import { formatSeconds } from '../lib/format-duration.ts'
import { formatPoints } from '../lib/format-points.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ClassMoves } from './class-moves.tsx'
import styles from './impact.module.css'
import { impactSentence, lostSentence, separationSentence, wonSentence } from './impact-words.ts'
import { MoverList } from './mover-list.tsx'

const ImpactChart = lazy(async () => ({ default: (await import('./impact-chart.tsx')).ImpactChart }))

type Props = { result: ImpactResult; isStale: boolean; again: ReactNode }

/** A finished measurement, in words first. */
export function ImpactReport({ result, isStale, again }: Props) {
  const { revision, compared_with, leads, seconds, measured_at, changed, mean_change: mean } = result
  return (
    <>
      <header className={styles.reportHead}>
        <div>
          <p className={styles.sentence}>{impactSentence(result)}</p>
          <p className={styles.note}>
            Measured for revision {revision} against version {compared_with} <RelativeTime at={measured_at} />
            , in {formatSeconds(seconds)}. {formatCount(changed)} of {formatCount(leads)} scores move, by{' '}
            {formatPoints(Math.round(10 * mean) / 10)} on average over all.
          </p>
          {isStale && (
            <p className={styles.stale} role="status">
              Out of date: the draft has changed since this was measured.
            </p>
          )}
        </div>
        {again}
      </header>
      <div className={styles.pair}>
        <ClassMoves result={result} />
        <figure className={styles.figure}>
          <figcaption className={styles.heading}>Scores before and after</figcaption>
          <Suspense fallback={<Skeleton height={220} />}>
            <ImpactChart distribution={result.distribution} />
          </Suspense>
        </figure>
      </div>
      <LastYear deals={result.last_year} />
      <div className={styles.pair}>
        <MoverList title="Biggest risers" movers={result.risers} empty="No score rises." />
        <MoverList title="Biggest fallers" movers={result.fallers} empty="No score falls." />
      </div>
    </>
  )
}

function LastYear({ deals }: { deals: ImpactResult['last_year'] }) {
  const sentences = [wonSentence(deals), lostSentence(deals), separationSentence(deals)].flatMap(
    (words) => words ?? [],
  )
  return (
    <section aria-labelledby="deals-heading">
      <h3 id="deals-heading" className={styles.heading}>
        Deals closed in the last year, a day before they closed
      </h3>
      {sentences.length === 0 ? (
        <p className={styles.note}>
          No lead was won or lost in the last 365 days, so there is nothing to judge by.
        </p>
      ) : (
        <ul className={styles.sentences}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
