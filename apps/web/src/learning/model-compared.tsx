import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { formatCount } from '../lib/format-count.ts'
import { percentText } from '../lib/percent-text.ts'
import { WideBox } from '../ui/wide-box.tsx'
import styles from './learning.module.css'
import look from './model.module.css'

type Compared = NonNullable<LearnedModelDetail['compared']>

/** Beside what was in force when it was trained, on the same leads. */
export function ModelCompared({ model }: { model: LearnedModelDetail }) {
  const { compared } = model
  if (compared === null) return null
  const { version, rows, auc_before, auc_after, log_loss_before, log_loss_after } = compared
  return (
    <section aria-labelledby="compared-heading" className={styles.section}>
      <h2 id="compared-heading">Beside version {version}</h2>
      <p>{comparedSentence(compared)}</p>
      <WideBox label={`Beside version ${version}, in figures`}>
        <table className={look.plain}>
          <thead>
            <tr>
              <th scope="col">On {formatCount(rows)} leads that neither had seen</th>
              <th scope="col">Version {version}</th>
              <th scope="col">With this model</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Picks the winner</th>
              <td>{aucText(auc_before)}</td>
              <td>{aucText(auc_after)}</td>
            </tr>
            <tr>
              <th scope="row">Log-loss</th>
              <td>{log_loss_before === null ? 'rules tell no chance' : log_loss_before.toFixed(3)}</td>
              <td>{log_loss_after.toFixed(3)}</td>
            </tr>
          </tbody>
        </table>
      </WideBox>
    </section>
  )
}

function aucText(auc: number | null): string {
  return auc === null ? '—' : `${(100 * auc).toFixed(1)} of 100`
}

export function comparedSentence({ version, auc_before, auc_after, better_by }: Compared): string {
  if (better_by !== null) {
    return better_by > 0
      ? `Its chances are ${percentText(better_by)} closer to what happened than those of version ${version}.`
      : `Its chances are no closer to what happened than those of version ${version}: there is little reason to publish it.`
  }
  if (auc_before === null || auc_after === null)
    return `Version ${version} was in force when this was trained.`
  const gain = Math.round(1000 * (auc_after - auc_before)) / 10
  if (gain > 0)
    return `With it, the score picks the winner in ${gain} more of 100 cases than version ${version}.`
  return `The score would pick the winner no more often than version ${version} does: there is little reason to publish it.`
}
