import type { LearnedModel } from '@leadglass/contracts/learning.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { aucWords } from '../lib/auc-words.ts'
import { formatCount } from '../lib/format-count.ts'
import rows from '../ui/data-rows.module.css'
import { RelativeTime } from '../ui/relative-time.tsx'
import { TableHead } from '../ui/table-head.tsx'
import styles from './learning.module.css'
import { formWords, signalWords } from './model-words.ts'

const columns = ['Model', 'Form', 'Picks the winner', 'Log-loss', 'Learned from', 'Trained'] as const

type Props = { models: readonly LearnedModel[]; isEnough: boolean; onMore: (() => void) | null }

/** Every model that was trained, newest first. */
export function ModelList({ models, isEnough, onMore }: Props) {
  return (
    <section aria-labelledby="models-heading" className={styles.section}>
      <h2 id="models-heading">Models</h2>
      {models.length === 0 ? (
        <p className={styles.muted}>
          {isEnough
            ? 'Nothing has been trained yet. An administrator can do it now; nothing moves until a model is published.'
            : 'Nothing can be trained yet.'}
        </p>
      ) : (
        <table className={`${rows.table} ${styles.models}`}>
          <TableHead columns={columns} />
          <tbody>
            {models.map((model) => (
              <ModelRow key={model.id} model={model} />
            ))}
          </tbody>
        </table>
      )}
      {onMore && (
        <Button variant="default" className={styles.more} onClick={onMore}>
          Show older
        </Button>
      )}
    </section>
  )
}

function ModelRow({ model }: { model: LearnedModel }) {
  return (
    <tr className={`${rows.row} ${styles.row}`}>
      <td data-column="model">
        <Link to={paths.learnedModel(model.id)} className={rows.name}>
          Model {model.number}
        </Link>
        {model.in_force && <span className={styles.badge}>in force</span>}
        <span className={styles.under}>{versionsWords(model)}</span>
      </td>
      <td data-column="form">
        {formWords[model.candidate]}
        <span className={styles.under}>{signalWords[model.signal]}</span>
      </td>
      <td data-column="picks the winner">
        {model.auc ? aucWords(model.auc) : '—'}
        <span className={styles.under}>on leads it had not seen</span>
      </td>
      <td data-column="log-loss" className={rows.muted}>
        <span className={styles.onPhone}>log-loss </span>
        {model.log_loss.toFixed(3)}
      </td>
      <td data-column="learned from" className={rows.muted}>
        {formatCount(model.rows)} leads
        <span className={styles.under}>{formatCount(model.won)} won</span>
      </td>
      <td data-column="trained" className={rows.muted}>
        <RelativeTime at={model.trained_at} />
        <span className={styles.under}>{model.trained_by?.full_name ?? 'on schedule'}</span>
      </td>
    </tr>
  )
}

function versionsWords({ versions, in_force }: LearnedModel): string {
  const last = versions.at(-1)
  if (last === undefined) return 'never published'
  if (versions.length > 1) return `versions ${versions.join(', ')}`
  return in_force ? `version ${last}` : `was version ${last}`
}
