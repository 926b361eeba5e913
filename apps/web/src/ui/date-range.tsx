import { TextInput } from '@mantine/core'
import { FilterPair } from './filter-popover.tsx'

type Range = { from: string | undefined; to: string | undefined }
type Props = Range & {
  label: string
  /** What screen readers hear for each end. */
  names: { from: string; to: string }
  onChange: (range: Range) => void
}

/** A period, as two days that bound each other. */
export function DateRange({ label, names, from, to, onChange }: Props) {
  return (
    <FilterPair label={label}>
      <TextInput
        type="date"
        aria-label={names.from}
        value={from ?? ''}
        max={to}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined, to })}
      />
      <TextInput
        type="date"
        aria-label={names.to}
        value={to ?? ''}
        min={from}
        onChange={(event) => onChange({ from, to: event.currentTarget.value || undefined })}
      />
    </FilterPair>
  )
}
