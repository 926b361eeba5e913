import type { Note } from '@leadglass/contracts/notes.ts'
import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useCurrentUser } from '../api/session.ts'
import { LongText } from '../ui/long-text.tsx'
import { NoteEditor } from './note-editor.tsx'
import { useDeleteNote } from './note-queries.ts'
import { noteTypeWords } from './note-words.ts'
import styles from './notes.module.css'

/** A note; its author edits and deletes it here, an administrator deletes any. */
export function NoteItem({ note }: { note: Note }) {
  const [mode, setMode] = useState<'read' | 'edit' | 'delete'>('read')
  const me = useCurrentUser()
  const isMine = note.author.id === me.id
  const isChanged = note.updated_at !== note.created_at
  const backToReading = () => setMode('read')
  if (mode === 'edit') return <NoteEditor note={note} onClose={backToReading} />
  return (
    <div className={styles.note}>
      <LongText text={note.content} />
      <div className={styles.noteLine}>
        {note.note_type !== 'general' && <span>{noteTypeWords[note.note_type]}</span>}
        {isChanged && <span>edited</span>}
        {mode === 'delete' ? (
          <DeleteQuestion note={note} onClose={backToReading} />
        ) : (
          <span className={styles.tools}>
            {isMine && (
              <ActionIcon size={24} aria-label="Edit this note" onClick={() => setMode('edit')}>
                <IconPencil size={14} stroke={1.5} />
              </ActionIcon>
            )}
            {(isMine || me.role === 'admin') && (
              <ActionIcon size={24} aria-label="Delete this note" onClick={() => setMode('delete')}>
                <IconTrash size={14} stroke={1.5} />
              </ActionIcon>
            )}
          </span>
        )}
      </div>
    </div>
  )
}

function DeleteQuestion({ note, onClose }: { note: Note; onClose: () => void }) {
  const remove = useDeleteNote(note.lead_id)
  return (
    <span className={styles.question}>
      <span role="alert">{remove.error ? remove.error.message : 'Delete this note for good?'}</span>
      <Button
        size="compact-xs"
        color="red.9"
        loading={remove.isPending}
        onClick={() => remove.mutate(note.id)}
        autoFocus
      >
        Delete
      </Button>
      <Button size="compact-xs" variant="default" onClick={onClose}>
        Keep
      </Button>
    </span>
  )
}
