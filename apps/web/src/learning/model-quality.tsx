import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { formatCount } from '../lib/format-count.ts'
import { percentText } from '../lib/percent-text.ts'
import { CalibrationFigure } from '../ui/calibration-figure.tsx'
import { LiftFigure } from '../ui/lift-figure.tsx'
import styles from './learning.module.css'
import look from './model.module.css'

/** How good it is on leads that it had not seen. */
export function ModelQuality({ model }: { model: LearnedModelDetail }) {
  const { figures } = model
  const { log_loss: loss, base_log_loss: base } = figures
  const saved = base > 0 ? 1 - loss / base : 0
  return (
    <section aria-labelledby="quality-heading" className={styles.section}>
      <h2 id="quality-heading">On leads that it had not seen</h2>
      <p>
        Each of {formatCount(figures.rows)} leads was predicted by a model that was trained without it.{' '}
        {saved > 0
          ? `Its chances are ${percentText(saved)} closer to what happened than telling everybody the win rate (log-loss ${loss.toFixed(3)} instead of ${base.toFixed(3)}).`
          : `Its chances are no closer to what happened than telling everybody the win rate (log-loss ${loss.toFixed(3)}, ${base.toFixed(3)} without it).`}
      </p>
      <div className={look.pair}>
        <div>
          <h3>Whether the chance to win is true</h3>
          <CalibrationFigure tenths={figures.calibration} />
        </div>
        <div>
          <h3>What working the best first finds</h3>
          <LiftFigure lift={figures.lift} topTenth={figures.top_tenth} />
        </div>
      </div>
      <p className={styles.muted}>
        Brier score {figures.brier.toFixed(3)}, calibration error {percentText(figures.calibration_error)}
        {figures.calibration_slope !== null &&
          `, calibration slope ${figures.calibration_slope.toFixed(2)} (1 is right, below 1 too sure of itself)`}
        .
      </p>
    </section>
  )
}
