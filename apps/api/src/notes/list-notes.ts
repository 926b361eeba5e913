import type { Page, PageQuery } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { readPage } from '../db/paging.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { listNotesOfLead, type NoteRow, noteSort } from './note-repository.ts'

export async function listNotes(ctx: Context, leadId: string, query: PageQuery): Promise<Page<NoteRow>> {
  const page = readPage(query, noteSort, 'timestamptz')
  const lead = await findVisibleLead(ctx.db, ctx.actor, leadId)
  return listNotesOfLead(ctx.db, lead.id, page)
}
