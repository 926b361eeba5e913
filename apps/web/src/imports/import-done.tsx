import type { ImportResult } from '@leadglass/contracts/imports.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { formatPlural } from '../lib/format-count.ts'
import { ImportSummary } from './import-summary.tsx'
import styles from './imports.module.css'

type Props = { result: ImportResult; onRestart: () => void }

export function ImportDone({ result, onRestart }: Props) {
  const isHistory = result.outcomes.won + result.outcomes.lost > 0
  // Leads of a history were created on the days that the file tells. The server counts days in UTC.
  const createdFrom = isHistory ? {} : { created_from: new Date().toISOString().slice(0, 10) }
  return (
    <section className={styles.done} aria-labelledby="done-heading">
      <h2 id="done-heading" className={styles.doneTitle}>
        {formatPlural(result.success_count, 'lead')} imported
      </h2>
      <ImportSummary result={result} />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onRestart}>
          Import another file
        </Button>
        {isHistory && (
          <Button variant="default" component={Link} to={paths.learning}>
            Learn from their outcomes
          </Button>
        )}
        <Button
          renderRoot={(props) => (
            <Link
              {...props}
              to={paths.leads}
              search={{ ...createdFrom, sort: 'created_at', order: 'desc' }}
            />
          )}
        >
          {isHistory ? 'See the leads' : 'See the new leads'}
        </Button>
      </div>
    </section>
  )
}
