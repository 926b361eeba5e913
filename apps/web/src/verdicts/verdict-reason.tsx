import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import styles from './score-verdicts.module.css'

type Props = {
  reason: string | null
  /** Whether the verdict was given just now: then the field is there at once. */
  isAsked: boolean
  isPending: boolean
  onSave: (reason: string) => void
}

/** Why somebody thinks so, in a line of its own; Enter keeps it, Esc leaves it as it was. */
export function VerdictReason({ reason, isAsked, isPending, onSave }: Props) {
  const [text, setText] = useState<string | null>(isAsked && reason === null ? '' : null)
  if (text === null) {
    return (
      <p className={styles.reason}>
        {reason !== null && <span>“{reason}” </span>}
        <button type="button" className={styles.textButton} onClick={() => setText(reason ?? '')}>
          {reason === null ? 'Add a reason' : 'Change'}
        </button>
      </p>
    )
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    if (text.trim() !== '') onSave(text.trim())
    setText(null)
  }
  return (
    <form onSubmit={save}>
      <TextInput
        size="xs"
        aria-label="Reason"
        placeholder="Why? Enter keeps it, Esc skips it"
        autoFocus
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText(null)}
      />
    </form>
  )
}
