import type { Note } from '@leadglass/contracts/notes.ts'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { isSubmitKey, submitKey } from '../lib/submit-key.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { useCreateNote } from './note-queries.ts'
import { noteTypeOptions } from './note-words.ts'
import styles from './notes.module.css'

/** The API's limit, shown when it comes near. */
export const maxNoteLength = 5000

/** Writes a note on a lead. */
export function NoteForm({ leadId }: { leadId: string }) {
  const [content, setContent] = useState('')
  const [type, setType] = useState<Note['note_type']>('general')
  const create = useCreateNote(leadId)
  const isEmpty = content.trim() === ''

  const save = () => {
    if (isEmpty || create.isPending) return
    create.mutate({ content, note_type: type }, { onSuccess: () => setContent('') })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const pressKey = (event: KeyboardEvent) => {
    if (!isSubmitKey(event)) return
    event.preventDefault()
    save()
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <Textarea
        id="note-content"
        aria-label="Note"
        placeholder="Write a note…"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={maxNoteLength}
        value={content}
        onChange={(event) => setContent(event.currentTarget.value)}
        onKeyDown={pressKey}
      />
      <DialogError error={create.error} />
      <div className={styles.formLine}>
        <NativeSelect
          size="xs"
          aria-label="Kind of note"
          data={noteTypeOptions}
          value={type}
          onChange={(event) => setType(event.currentTarget.value as Note['note_type'])}
        />
        {content.length > maxNoteLength * 0.9 && (
          <span className={styles.count}>
            {content.length} of {maxNoteLength}
          </span>
        )}
        <span className={styles.keys}>{submitKey}</span>
        <Button type="submit" disabled={isEmpty} loading={create.isPending}>
          Save note
        </Button>
      </div>
    </form>
  )
}
