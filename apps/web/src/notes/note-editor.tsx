import type { Note } from '@leadglass/contracts/notes.ts'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { isSubmitKey, submitKey } from '../lib/submit-key.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { maxNoteLength } from './note-form.tsx'
import { useUpdateNote } from './note-queries.ts'
import styles from './notes.module.css'

/** A note under its author's hands: Esc leaves it as it was. */
export function NoteEditor({ note, onClose }: { note: Note; onClose: () => void }) {
  const [content, setContent] = useState(note.content)
  const update = useUpdateNote(note.lead_id)

  const save = () => {
    if (content.trim() === '' || update.isPending) return
    if (content === note.content) onClose()
    else update.mutate({ id: note.id, content }, { onSuccess: onClose })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const pressKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    if (!isSubmitKey(event)) return
    event.preventDefault()
    save()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Textarea
        aria-label="Edit the note"
        autosize
        minRows={2}
        maxRows={16}
        maxLength={maxNoteLength}
        autoFocus
        value={content}
        onChange={(event) => setContent(event.currentTarget.value)}
        onKeyDown={pressKey}
      />
      <DialogError error={update.error} />
      <div className={styles.formLine}>
        <span className={styles.keys}>{submitKey}</span>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={content.trim() === ''} loading={update.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}
