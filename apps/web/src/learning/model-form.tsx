import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { WideBox } from '../ui/wide-box.tsx'
import styles from './learning.module.css'
import look from './model.module.css'
import { asSentence, candidateWords, formWords } from './model-words.ts'

const figure = (value: number | null, digits = 3) => (value === null ? '—' : value.toFixed(digits))

/** Why it has the form it has: what else was tried, and how well that did. */
export function ModelForm({ model }: { model: LearnedModelDetail }) {
  const { candidates, candidate, reason } = model
  const hasLater = candidates.some(({ later_log_loss }) => later_log_loss !== null)
  return (
    <section aria-labelledby="form-heading" className={styles.section}>
      <h2 id="form-heading">Why this form: {formWords[candidate]}</h2>
      <p>{asSentence(reason)}</p>
      <WideBox label="Forms that were tried">
        <table className={look.plain}>
          <thead>
            <tr>
              <th scope="col">Tried</th>
              <th scope="col">Setting</th>
              <th scope="col">Log-loss</th>
              <th scope="col">Picks the winner</th>
              {hasLater && <th scope="col">Log-loss, latest leads</th>}
            </tr>
          </thead>
          <tbody>
            {candidates.map((each) => (
              <tr key={`${each.name} ${each.setting}`}>
                <th scope="row" className={each.name === candidate ? look.chosen : undefined}>
                  {candidateWords(each.name)}
                  {each.name === candidate && <span className={styles.badge}>chosen</span>}
                </th>
                <td>{each.setting || '—'}</td>
                <td>{figure(each.log_loss)}</td>
                <td>{each.auc === null ? '—' : `${(100 * each.auc).toFixed(1)} of 100`}</td>
                {hasLater && <td>{figure(each.later_log_loss)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </WideBox>
      <p className={styles.muted}>
        Lower log-loss is better. A simpler form wins where a richer one is hardly better.
      </p>
    </section>
  )
}
