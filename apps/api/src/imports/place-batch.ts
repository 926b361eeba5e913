import { randomInt } from 'node:crypto'
import type { LeadStatus } from '@leadglass/contracts/leads.ts'
import { uuidV7 } from '../db/uuid-v7.ts'
import { emptyProfile, profileLead } from '../leads/profile-lead.ts'
import { stageLead, unstaged } from '../leads/stage-lead.ts'
import { scoreLeadAt } from '../scoring/score-lead-at.ts'
import { insertImportedLeads, type NewImport } from './import-repository.ts'
import { refuseRow } from './import-tally.ts'
import type { ImportWork, RowDraft } from './import-work.ts'
import { settleDuplicates } from './settle-duplicates.ts'

/**
 * Puts a batch into the database. A row whose e-mail somebody else took between look-up and insert is looked up again:
 * by then it is a known duplicate.
 */
export async function placeBatch(work: ImportWork, batch: readonly RowDraft[]): Promise<void> {
  let rows = batch
  for (let round = 0; rows.length > 0; round++) {
    const fresh = await settleDuplicates(work, rows)
    rows = round < 3 ? await insertFresh(work, fresh) : refuseAll(work, fresh)
  }
}

/** Inserts scored leads; answers the rows whose e-mail was taken meanwhile. */
async function insertFresh(work: ImportWork, rows: readonly RowDraft[]): Promise<RowDraft[]> {
  if (rows.length === 0) return []
  const leads = rows.map((row) => newLead(work, row))
  const inserted = await insertImportedLeads(work.tx.db, leads, work.run)
  for (const { id, score, stage } of leads) {
    if (!inserted.has(id)) continue
    work.tally.created++
    work.tally.classes[score.classification]++
    if (stage.status === 'won' || stage.status === 'lost') work.tally.outcomes[stage.status]++
  }
  return rows.filter((_, index) => !inserted.has(leads[index]?.id ?? ''))
}

/** A closed lead is scored as of its closing; what was said of it before that, nobody had said it was closed. */
function newLead({ run, model, phoneRegion }: ImportWork, { lead, history, row }: RowDraft): NewImport {
  const { status: _, ...fields } = lead
  const profile = profileLead({ ...emptyProfile, name: fields.name }, fields, phoneRegion)
  const scoredAt = history.closedAt ?? run.now
  const createdAt = history.createdAt.toISOString()
  const scoreAs = (status: LeadStatus) =>
    scoreLeadAt(model, { ...profile, status, created_at: createdAt }, [], scoredAt)
  return {
    id: uuidV7(run.now.getTime(), row, randomInt(2 ** 42)),
    profile,
    stage: stageLead(unstaged, history.status, scoredAt),
    createdAt: history.createdAt,
    scoredAt,
    score: scoreAs(history.status),
    before: history.closedAt && scoreAs('new'),
  }
}

function refuseAll({ tally }: ImportWork, rows: readonly RowDraft[]): [] {
  for (const row of rows)
    refuseRow(tally, row, 'email', 'is being written by somebody else; import this row again')
  return []
}
