import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useState } from 'react'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** NaN: nothing has been typed yet. */
  value: number
  onChange: (value: number) => void
}

/** A number with a stepper. What is half typed (`-`, `1.`) stays in the field and counts as no number. */
export function NumberField({ value, onChange, ...input }: Props) {
  const [text, setText] = useState<number | string>(Number.isNaN(value) ? '' : value)
  if (!Object.is(numberOf(text), value)) setText(Number.isNaN(value) ? '' : value)
  return (
    <NumberInput
      {...input}
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(numberOf(next))
      }}
    />
  )
}

function numberOf(text: number | string): number {
  if (typeof text === 'number') return text
  return text.trim() === '' ? Number.NaN : Number(text)
}
