import type { WorkItem } from '@leadglass/contracts/work-queue.ts'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { isSubmitKey, submitKey } from '../lib/submit-key.ts'
import styles from './work-queue.module.css'

type Props = { item: WorkItem; onSave: (text: string) => void; onCancel: () => void }

/** A note on a lead that stays in the queue. */
export function NoteStep({ item, onSave, onCancel }: Props) {
  const [text, setText] = useState('')
  const isEmpty = text.trim() === ''
  const save = () => !isEmpty && onSave(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const pressKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    if (!isSubmitKey(event)) return
    event.preventDefault()
    save()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Textarea
        className={styles.wide}
        aria-label={`Note on ${item.name}`}
        placeholder="Write a note…"
        autosize
        minRows={2}
        maxRows={10}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={pressKey}
      />
      <div className={styles.formLine}>
        <Button type="submit" disabled={isEmpty}>
          Save note
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
        <span className={styles.hint}>{submitKey} saves · Esc closes</span>
      </div>
    </form>
  )
}
