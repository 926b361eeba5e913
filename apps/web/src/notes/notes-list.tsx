import { Button, Skeleton } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { NoteItem } from './note-item.tsx'
import { notesQuery } from './note-queries.ts'
import styles from './notes.module.css'

/** All notes of a lead, newest first. */
export function NotesList({ leadId }: { leadId: string }) {
  const list = useInfiniteQuery(notesQuery(leadId))
  if (list.data === undefined) {
    if (list.error === null) return <Skeleton height={64} mt={16} />
    return <ErrorState message={list.error.message} onRetry={() => void list.refetch()} />
  }
  const notes = list.data.pages.flatMap((page) => page.items)
  if (notes.length === 0) {
    return (
      <EmptyState icon={IconNote} title="No notes yet">
        What the next person should know goes here.
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={styles.list}>
        {notes.map((note) => (
          <li key={note.id} className={styles.item}>
            <div className={styles.author}>
              <PersonAvatar name={note.author.full_name} />
              <span>{note.author.full_name}</span>
              <span className={styles.time}>
                <RelativeTime at={note.created_at} />
              </span>
            </div>
            <NoteItem note={note} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          mt={12}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show older
        </Button>
      )}
    </>
  )
}
