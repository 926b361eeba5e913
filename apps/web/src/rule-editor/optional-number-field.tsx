import type { NumberInputProps } from '@mantine/core'
import { NumberField } from './number-field.tsx'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  value: number | null | undefined
  onChange: (value: number | null) => void
}

/** A number that may be left out. */
export function OptionalNumberField({ value, onChange, ...input }: Props) {
  return (
    <NumberField
      {...input}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
    />
  )
}
