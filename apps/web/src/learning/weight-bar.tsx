import { percentText } from '../lib/percent-text.ts'
import styles from './learning.module.css'

/** How much of the score was learned, and how much somebody wrote down. */
export function WeightBar({ weight }: { weight: number }) {
  return (
    <div className={styles.weight}>
      <div className={styles.weightBar} aria-hidden>
        <i style={{ width: `${100 * weight}%` }} />
      </div>
      <div className={styles.weightWords}>
        {weight > 0 && (
          <span>
            <i data-look="learned" aria-hidden /> {percentText(weight)} learned
          </span>
        )}
        <span>
          <i aria-hidden /> {percentText(1 - weight)} rules
        </span>
      </div>
    </div>
  )
}
