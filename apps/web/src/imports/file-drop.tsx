import { IconFileTypeCsv } from '@tabler/icons-react'
import { type ChangeEvent, useState } from 'react'
import styles from './imports.module.css'

type Props = { isBusy: boolean; onFile: (file: File) => void }

/** A file field as large as the area it lies on: browsers let one drop a file on it. */
export function FileDrop({ isBusy, onFile }: Props) {
  const [isOver, setIsOver] = useState(false)
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? []
    if (file) onFile(file)
    // The same file again, after it was corrected, is a change too.
    event.currentTarget.value = ''
  }
  return (
    <label className={styles.drop} data-over={isOver || undefined} data-busy={isBusy || undefined}>
      <IconFileTypeCsv size={28} stroke={1.5} aria-hidden />
      <span className={styles.dropTitle}>
        {isBusy ? 'Reading the file…' : 'Drop a CSV file here, or choose one'}
      </span>
      <span className={styles.dropHint}>
        The first line names the columns. Nothing is saved before you have seen what happens.
      </span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="CSV file"
        disabled={isBusy}
        onChange={take}
        onDragEnter={() => setIsOver(true)}
        onDragLeave={() => setIsOver(false)}
        onDrop={() => setIsOver(false)}
      />
    </label>
  )
}
