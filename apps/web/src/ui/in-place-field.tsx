import { TextInput, VisuallyHidden } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import styles from './in-place-field.module.css'

type Props = {
  id?: string
  /** Whether something elsewhere on the page points here. */
  isMarked?: boolean
  label: string
  /** As it is edited; empty when there is none. */
  value: string
  /** As it is read, when that differs from `value`. */
  shown?: ReactNode
  type?: 'text' | 'email' | 'tel'
  inputMode?: 'numeric' | 'decimal'
  maxLength?: number
  /** Why the last change was not kept. */
  error?: ReactNode
  /** A link beside the value: mail, call. */
  action?: ReactNode
  onSave: (text: string) => void
}

/** A field of a record, edited where it stands: click or Enter opens, Enter or leaving saves, Esc leaves it as it was. */
export function InPlaceField({
  id,
  isMarked = false,
  label,
  value,
  shown,
  error,
  action,
  onSave,
  ...input
}: Props) {
  const [draft, setDraft] = useState<string | null>(null)
  const reader = useRef<HTMLButtonElement>(null)

  const close = (takeFocus: boolean) => {
    setDraft(null)
    // The button is back after the next paint.
    if (takeFocus) requestAnimationFrame(() => reader.current?.focus())
  }
  const save = (takeFocus: boolean) => {
    if (draft !== null && draft.trim() !== value) onSave(draft.trim())
    close(takeFocus)
  }
  const pressKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') save(true)
    if (event.key === 'Escape') close(true)
  }
  return (
    <div id={id} className={styles.field} data-marked={isMarked || undefined}>
      <span className={styles.label}>{label}</span>
      {draft === null ? (
        <span className={styles.value}>
          <button
            ref={reader}
            type="button"
            className={styles.reader}
            data-empty={value === '' || undefined}
            onClick={() => setDraft(value)}
          >
            <VisuallyHidden>{`Edit ${label}:`}</VisuallyHidden> {value === '' ? 'Empty' : (shown ?? value)}
          </button>
          {action}
        </span>
      ) : (
        <TextInput
          {...input}
          aria-label={label}
          autoFocus
          value={draft}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={pressKey}
          onBlur={() => save(false)}
        />
      )}
      {error && (
        <span className={styles.error} role="alert">
          {error}
        </span>
      )}
    </div>
  )
}
