import type { ImportResult } from '@leadglass/contracts/imports.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { DialogError } from '../ui/dialog-error.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { downloadImportTemplate } from './export-leads.ts'
import { FileDrop } from './file-drop.tsx'
import { ImportDone } from './import-done.tsx'
import { useReadColumns } from './import-queries.ts'
import { ImportReview } from './import-review.tsx'
import styles from './imports.module.css'

/** Leads from a CSV file: choose, see what would happen, import. */
export function ImportPage() {
  const [file, setFile] = useState<File | null>(null)
  const [done, setDone] = useState<ImportResult | null>(null)
  const readColumns = useReadColumns()

  const choose = (chosen: File) => {
    setFile(chosen)
    readColumns.mutate(chosen)
  }
  const restart = () => {
    setFile(null)
    setDone(null)
    readColumns.reset()
  }
  const saveTemplate = () =>
    downloadImportTemplate().catch((error: Error) =>
      notifications.show({ color: 'red', title: 'No template', message: error.message }),
    )
  return (
    <>
      <PageBar
        title="Import leads"
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={14} stroke={1.5} />}
            onClick={() => void saveTemplate()}
          >
            Template
          </Button>
        }
      />
      <div className={styles.page}>
        {done !== null ? (
          <ImportDone result={done} onRestart={restart} />
        ) : file !== null && readColumns.data !== undefined ? (
          <ImportReview file={file} firstLook={readColumns.data} onDone={setDone} onRestart={restart} />
        ) : (
          <div className={styles.choose}>
            <FileDrop isBusy={readColumns.isPending} onFile={choose} />
            <DialogError error={readColumns.error} />
          </div>
        )}
      </div>
    </>
  )
}
