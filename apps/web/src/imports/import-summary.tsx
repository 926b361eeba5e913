import type { ImportResult } from '@leadglass/contracts/imports.ts'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import { ClassDot, classWords } from '../ui/score-chip.tsx'
import { ImportErrors } from './import-errors.tsx'
import styles from './imports.module.css'

const classes = ['hot', 'warm', 'cold'] as const

/** What an import did, or would do: every row is counted once. */
export function ImportSummary({ result }: { result: ImportResult }) {
  const counts = [
    ['New', result.created_count],
    ['Updated', result.updated_count],
    ['Skipped', result.skipped_count],
    ['Broken', result.error_count],
  ] as const
  const { won, lost } = result.outcomes
  const isHistory = won + lost > 0 || Object.values(result.mapping).includes('outcome')
  return (
    <>
      <dl className={styles.counts}>
        {counts.map(([label, count]) => (
          <div key={label} data-alert={(label === 'Broken' && count > 0) || undefined}>
            <dt>{label}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.of}>of {formatPlural(result.total_rows, 'row')} in the file</p>
      {result.created_count > 0 && (
        <p className={styles.classes}>
          <span>The new leads are</span>
          {classes.map((name) => (
            <span key={name} className={styles.class}>
              <ClassDot classification={name} />
              {formatCount(result.classes[name])} {classWords[name].toLowerCase()}
            </span>
          ))}
        </p>
      )}
      {isHistory && (
        <p className={styles.classes}>
          <span>Closed, with an outcome to learn from</span>
          <span className={styles.class}>{formatCount(won)} won</span>
          <span className={styles.class}>{formatCount(lost)} lost</span>
        </p>
      )}
      {result.errors.length > 0 && <ImportErrors errors={result.errors} total={result.error_count} />}
    </>
  )
}
