import type { ImportResult } from '@leadglass/contracts/imports.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatPlural } from '../lib/format-count.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { mappingOf } from './column-targets.ts'
import { ImportChoices } from './import-choices.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { useCheckImport, useImportLeads } from './import-queries.ts'
import { ImportSummary } from './import-summary.tsx'
import styles from './imports.module.css'
import { importOptionsOf, type ReviewOptions } from './review-options.ts'
import { UploadProgress } from './upload-progress.tsx'

type Props = {
  file: File
  /** What the server made of the file by itself. */
  firstLook: ImportResult
  onDone: (result: ImportResult) => void
  onRestart: () => void
}

/** Columns and duplicates on the left, what follows from them on the right; import only what was checked. */
export function ImportReview({ file, firstLook, onDone, onRestart }: Props) {
  const [options, setOptions] = useState<ReviewOptions>({
    mapping: mappingOf(firstLook),
    on_duplicate: 'skip',
    source: '',
    won: '',
  })
  const [checked, setChecked] = useState({ options, result: firstLook })
  const [progress, setProgress] = useState(0)
  const check = useCheckImport()
  const run = useImportLeads()
  const isChecked = checked.options === options && Object.values(options.mapping).includes('name')
  const { created_count, updated_count } = checked.result
  const wanted = created_count + updated_count
  const set = (part: Partial<ReviewOptions>) => setOptions((former) => ({ ...former, ...part }))

  const request = { file, options: importOptionsOf(options) }
  const checkNow = () => check.mutate(request, { onSuccess: (result) => setChecked({ options, result }) })
  const runNow = () => run.mutate({ ...request, onProgress: setProgress }, { onSuccess: onDone })

  return (
    <div className={styles.review}>
      <section aria-labelledby="columns-heading">
        <h2 id="columns-heading" className={styles.heading}>
          {file.name}
        </h2>
        <ImportMapping mapping={options.mapping} onChange={(mapping) => set({ mapping })} />
        <ImportChoices options={options} onChange={set} />
      </section>
      <section aria-labelledby="preview-heading" aria-live="polite">
        <h2 id="preview-heading" className={styles.heading}>
          What would happen
        </h2>
        <div className={styles.preview} data-stale={!isChecked || undefined}>
          <ImportSummary result={checked.result} />
        </div>
        <DialogError error={withoutFields(check.error ?? run.error)} />
        {run.isPending && <UploadProgress share={progress} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onRestart} disabled={run.isPending}>
            Another file
          </Button>
          {isChecked ? (
            <Button onClick={runNow} disabled={wanted === 0} loading={run.isPending}>
              Import {formatPlural(wanted, 'lead')}
            </Button>
          ) : (
            <Button onClick={checkNow} loading={check.isPending}>
              Check
            </Button>
          )}
        </div>
      </section>
    </div>
  )
}

/** The fields of a refused mapping are not fields of this form, so the message as a whole is shown. */
function withoutFields(error: Error | null): Error | null {
  return error === null ? null : new Error(error.message)
}
