import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { CalibrationFigure } from '../ui/calibration-figure.tsx'
import { LiftFigure } from '../ui/lift-figure.tsx'
import { ByTime } from './by-time.tsx'
import { ClassRates } from './class-rates.tsx'
import { Ranking } from './ranking.tsx'
import styles from './report-card.module.css'

/** The figures, when there are outcomes enough. */
export function CardSections({ card }: { card: ReportCard }) {
  return (
    <>
      <div className={styles.pair}>
        <ClassRates classes={card.classes} />
        <Ranking card={card} />
      </div>
      <div className={styles.pair}>
        {card.score && (
          <section aria-labelledby="lift-heading" className={styles.section}>
            <h2 id="lift-heading">What working the best first finds</h2>
            <LiftFigure lift={card.score.lift} topTenth={card.score.top_tenth} />
          </section>
        )}
        <section aria-labelledby="chance-heading" className={styles.section}>
          <h2 id="chance-heading">Whether the chance to win is true</h2>
          {card.probability ? (
            <CalibrationFigure tenths={card.probability.calibration} />
          ) : (
            <p className={styles.muted}>
              Version {card.version} is made of rules alone. Points of rules rank leads and promise no chance;
              a learned model brings one.
            </p>
          )}
        </section>
      </div>
      <ByTime spans={card.by_time} />
    </>
  )
}
