import {
  type CreateNoteInput,
  isTouchNote,
  type Note,
  type UpdateNoteInput,
} from '@leadglass/contracts/notes.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Db } from '../db/db.ts'
import { type PageRequest, pageFrom } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'

export type NoteRow = Omit<Note, 'author'> & { author_id: string; author_name: string }

const columns = `n.id, n.lead_id, n.note_type, n.content, n.author_id, u.full_name as author_name, n.created_at,
  n.updated_at`

const insert = statement<NoteRow>(
  'insert_note',
  `with n as (
     insert into notes (lead_id, author_id, note_type, content, created_at, updated_at)
     values ($1, $2, $3::note_type, $4, $5, $5) returning *
   ), touched as (
     update leads set last_touch_at = greatest(last_touch_at, $5) where id = $1 and $6
   ) select ${columns} from n join users u on u.id = n.author_id`,
)

export type NewNote = CreateNoteInput & { author_id: string; at: Date }

/** A note of a call, a mail or a meeting is a contact that we made with the lead. */
export async function insertNote(db: Db, note: NewNote): Promise<NoteRow> {
  const [row] = await db.sql(insert, [
    note.lead_id,
    note.author_id,
    note.note_type,
    note.content,
    note.at,
    isTouchNote(note.note_type),
  ])
  if (!row) throw new Error('an inserted note is gone')
  return row
}

const byIdForUpdate = statement<NoteRow>(
  'find_note_for_update',
  `select ${columns} from notes n join users u on u.id = n.author_id where n.id = $1 for no key update of n`,
)

/** Locks the note until the transaction ends. */
export async function findNoteForUpdate(db: Db, id: string): Promise<NoteRow | null> {
  const [row] = await db.sql(byIdForUpdate, [id])
  return row ?? null
}

const change = statement<NoteRow>(
  'set_note',
  `with n as (
     update notes set note_type = coalesce($2::note_type, note_type), content = coalesce($3, content)
      where id = $1 returning *
   ) select ${columns} from n join users u on u.id = n.author_id`,
)

export async function setNote(db: Db, id: string, changes: UpdateNoteInput): Promise<NoteRow | null> {
  const [row] = await db.sql(change, [id, changes.note_type ?? null, changes.content ?? null])
  return row ?? null
}

/** With its entry in the timeline, which was written at the same moment by the same person. */
const remove = statement<never>(
  'delete_note',
  `with gone as (delete from notes where id = $1 returning lead_id, author_id, created_at)
   delete from activities a using gone
    where a.lead_id = gone.lead_id and a.user_id = gone.author_id and a.activity_type = 'note'
      and a.occurred_at = gone.created_at`,
)

export async function deleteNoteById(db: Db, id: string): Promise<void> {
  await db.sql(remove, [id])
}

export const noteSort = 'notes:created_at'

/** Newest first, over `notes (lead_id, created_at desc, id desc)`. */
export async function listNotesOfLead(db: Db, leadId: string, page: PageRequest): Promise<Page<NoteRow>> {
  const after = page.after ? 'and (n.created_at, n.id) < ($4::timestamptz, $5::uuid)' : ''
  const total = page.after
    ? '0'
    : '(select count(*)::int from (select 1 from notes where lead_id = $1 limit 10001) s)'
  const rows = await db.sql(
    composedStatement<NoteRow & { total: number }>(
      `with page as (
         select ${columns} from notes n join users u on u.id = n.author_id
          where n.lead_id = $1 ${after} order by n.created_at desc, n.id desc limit $2 offset $3
       ), counted as (select ${total} as total)
       select counted.total, page.* from counted left join page on true order by page.created_at desc, page.id desc`,
    ),
    [leadId, page.perPage + 1, page.offset, ...(page.after ?? [])],
  )
  const found = rows.filter((row) => row.id !== null).map(({ total: _, ...row }) => row)
  return pageFrom(found, rows[0]?.total ?? 0, page, noteSort, (row) => row.created_at)
}
