import type { Db } from '../db/db.ts'
import { AppError, notFound } from '../errors.ts'
import { type DraftRow, findDraft, findDraftForUpdate } from './draft-repository.ts'

export async function draftById(db: Db, id: string): Promise<DraftRow> {
  const draft = await findDraft(db, id)
  if (!draft) throw notFound('Draft')
  return draft
}

export async function lockDraft(db: Db, id: string): Promise<DraftRow> {
  const draft = await findDraftForUpdate(db, id)
  if (!draft) throw notFound('Draft')
  return draft
}

/** A draft locked as somebody has read it: whoever acts on an older revision has not seen what is there. */
export async function lockDraftRevision(db: Db, id: string, revision: number): Promise<DraftRow> {
  const draft = await lockDraft(db, id)
  if (draft.revision === revision) return draft
  const editor = draft.updated_by?.full_name ?? 'Somebody'
  throw new AppError('draft_changed', `${editor} has changed this draft meanwhile; read it again`)
}
