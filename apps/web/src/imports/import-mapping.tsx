import type { ColumnMapping } from '@leadglass/contracts/imports.ts'
import { NativeSelect } from '@mantine/core'
import { leaveOut, targetChoices } from './column-targets.ts'
import styles from './imports.module.css'

type Props = { mapping: ColumnMapping; onChange: (mapping: ColumnMapping) => void }

/** Which column of the file becomes what. */
export function ImportMapping({ mapping, onChange }: Props) {
  return (
    <div className={styles.mapping}>
      <div className={styles.mappingHead} aria-hidden>
        <span>Column of the file</span>
        <span>becomes</span>
      </div>
      {Object.entries(mapping).map(([header, target]) => (
        <div key={header} className={styles.mappingRow}>
          <span className={styles.column} data-left-out={target === null || undefined}>
            {header}
          </span>
          <NativeSelect
            size="xs"
            aria-label={`${header} becomes`}
            data={targetChoices(header)}
            value={target ?? leaveOut}
            onChange={(event) => {
              const { value } = event.currentTarget
              onChange({ ...mapping, [header]: value === leaveOut ? null : value })
            }}
          />
        </div>
      ))}
    </div>
  )
}
