import type { ImportOptions } from '@leadglass/contracts/imports.ts'
import { NativeSelect, TextInput } from '@mantine/core'
import styles from './imports.module.css'
import { hasOutcome, type ReviewOptions } from './review-options.ts'

const duplicateChoices = [
  { value: 'skip', label: 'Leave the existing lead as it is' },
  { value: 'update', label: 'Update the existing lead' },
  { value: 'error', label: 'Report the row as broken' },
]

type Props = { options: ReviewOptions; onChange: (part: Partial<ReviewOptions>) => void }

/** What holds for all rows of a file. */
export function ImportChoices({ options, onChange }: Props) {
  return (
    <div className={styles.choices}>
      {hasOutcome(options) && (
        <TextInput
          label="Outcomes that mean won"
          description="Between commas; any other outcome means lost. Leads without one stay open."
          placeholder="won, yes, true, 1"
          value={options.won}
          onChange={(event) => onChange({ won: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        size="xs"
        label="When a lead with this e-mail or phone exists"
        data={duplicateChoices}
        value={options.on_duplicate}
        onChange={(event) =>
          onChange({ on_duplicate: event.currentTarget.value as ImportOptions['on_duplicate'] })
        }
      />
      <TextInput
        label="Source, where the file has none"
        placeholder="import"
        maxLength={60}
        value={options.source}
        onChange={(event) => onChange({ source: event.currentTarget.value })}
      />
    </div>
  )
}
