import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

type Props = { value: string; placeholder: string; className?: string; onChange: (value: string) => void }

/** Asks a moment after the last key, at once on Enter; Esc empties it. */
export function SearchField({ value, placeholder, className, onChange }: Props) {
  const [words, setWords] = useState(value)
  const changeSoon = useDebouncedCallback(onChange, 250)
  useEffect(() => {
    // The URL changed elsewhere: back button, chip, "clear all". What is being typed is not taken away.
    setWords((current) => (current.trim() === value ? current : value))
  }, [value])
  const set = (next: string) => {
    setWords(next)
    changeSoon(next.trim())
  }
  return (
    <TextInput
      type="search"
      className={className}
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={14} stroke={1.5} />}
      maxLength={100}
      value={words}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') changeSoon.flush()
        if (event.key === 'Escape') {
          if (words === '') event.currentTarget.blur()
          set('')
        }
      }}
    />
  )
}
