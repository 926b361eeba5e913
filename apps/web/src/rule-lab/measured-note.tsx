import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import styles from '../ui/dialog-form.module.css'
import { impactSentence } from './impact-words.ts'

/** What is known of the consequences, or that nothing is. */
export function MeasuredNote({ impact, revision }: { impact: ImpactResult | null; revision: number }) {
  if (impact === null) {
    return (
      <p className={styles.warning}>
        Nothing was measured: what this does to the leads is not known. “Impact” measures it.
      </p>
    )
  }
  if (impact.revision !== revision) {
    return (
      <p className={styles.warning}>
        Measured for revision {impact.revision}, the draft is at revision {revision}. Then:{' '}
        {impactSentence(impact)}
      </p>
    )
  }
  return <p>{impactSentence(impact)}</p>
}
