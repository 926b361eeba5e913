import { closeLead } from '../leads/close-lead.ts'
import { normalizePhone } from '../leads/normalize-phone.ts'
import { profileLead } from '../leads/profile-lead.ts'
import { isClosed } from '../leads/stage-lead.ts'
import { nextHotAlert } from '../scoring/hot-alert.ts'
import { mostCounted } from '../scoring/most-counted.ts'
import { scoreLeadAt, scoringMoment } from '../scoring/score-lead-at.ts'
import { type KnownLead, listKnownLeads, setImportedLeads, type UpdatedImport } from './import-repository.ts'
import { refuseRow } from './import-tally.ts'
import type { ImportWork, RowDraft } from './import-work.ts'
import type { LeadHistory } from './read-history.ts'

/**
 * Settles the rows of a batch that stand for a lead which is there already, or for an earlier row of the file: by
 * e-mail, and by phone where the row has no e-mail. Answers the rows that are new.
 */
export async function settleDuplicates(work: ImportWork, rows: readonly RowDraft[]): Promise<RowDraft[]> {
  // Phones matter only where a row has no e-mail, and reading them costs as much as all the rest of a row.
  const byPhone = rows.some(({ lead }) => !lead.email) ? rows : []
  const phones = new Map(
    byPhone.map((row) => [row, normalizePhone(row.lead.phone ?? null, work.phoneRegion)]),
  )
  const known = await findKnown(work, rows, phones)
  const fresh = new Map<string, RowDraft>()
  const kept: RowDraft[] = []
  const changed = new Map<string, KnownLead>()
  const closed = new Map<string, LeadHistory>()
  for (const row of rows) {
    const [key, ...others] = keysOf(row, phones.get(row) ?? null)
    const lead = key && known.get(key)
    const twin = key && fresh.get(key)
    if (lead) {
      if (!settle(work, row, key)) continue
      changed.set(lead.id, mergeInto(lead, row, work.phoneRegion))
      if (row.history.outcome && !isClosed(lead.status)) closed.set(lead.id, row.history)
    } else if (twin) {
      if (settle(work, row, key)) twin.lead = joined(twin.lead, row)
    } else {
      kept.push(row)
      for (const each of [key, ...others]) if (each && !fresh.has(each)) fresh.set(each, row)
    }
  }
  await rescoreChanged(work, [...changed.values()], closed)
  await closeEnded(work, closed)
  return kept
}

/** One by one, with everything that comes of a closing: few leads end between two files. */
async function closeEnded({ ctx, tx, model, tally }: ImportWork, closed: ReadonlyMap<string, LeadHistory>) {
  for (const [leadId, { outcome, closedAt }] of closed) {
    if (!outcome) continue
    await closeLead(ctx, tx, { leadId, status: outcome, at: closedAt ?? tx.now, model })
    tally.outcomes[outcome]++
  }
}

/** What a row is found by, and after it what later rows may find it by. */
function keysOf({ lead }: RowDraft, phone: string | null): string[] {
  return [...(lead.email ? [`email:${lead.email}`] : []), ...(phone ? [`phone:${phone}`] : [])]
}

async function findKnown(
  work: ImportWork,
  rows: readonly RowDraft[],
  phones: ReadonlyMap<RowDraft, string | null>,
) {
  const leads = await listKnownLeads(work.tx.db, {
    emails: rows.flatMap(({ lead }) => lead.email ?? []),
    phones: rows.flatMap((row) => (row.lead.email ? [] : (phones.get(row) ?? []))),
    perType: work.onDuplicate === 'update' ? mostCounted(work.model.compiled) : 0,
  })
  const known = new Map<string, KnownLead>()
  for (const lead of leads) {
    if (lead.email) known.set(`email:${lead.email}`, lead)
    if (lead.phone && !known.has(`phone:${lead.phone}`)) known.set(`phone:${lead.phone}`, lead)
  }
  return known
}

/** Counts a duplicate by the choice of the caller; true when it shall change the lead it stands for. */
function settle({ tally, onDuplicate }: ImportWork, row: RowDraft, key: string): boolean {
  const field = key.startsWith('email:') ? 'email' : 'phone'
  if (onDuplicate === 'update') tally.updated++
  else if (onDuplicate === 'skip') tally.skipped++
  else refuseRow(tally, row, field, 'belongs to a lead that already exists')
  return onDuplicate === 'update'
}

/** A file refreshes the profile and may tell how a lead ended; else it is moved along the pipeline by people. */
function withoutStatus({ lead }: RowDraft) {
  const { status: _, ...fields } = lead
  return fields
}

function joined(earlier: RowDraft['lead'], row: RowDraft): RowDraft['lead'] {
  return { ...earlier, ...withoutStatus(row), metadata: { ...earlier.metadata, ...row.lead.metadata } }
}

function mergeInto(lead: KnownLead, row: RowDraft, phoneRegion: string): KnownLead {
  const fields = withoutStatus(row)
  const metadata = { ...lead.metadata, ...fields.metadata }
  return Object.assign(lead, profileLead(profilePart(lead), { ...fields, metadata }, phoneRegion))
}

function profilePart(lead: KnownLead) {
  const {
    id: _,
    status,
    created_at,
    current_score,
    classification,
    scored_at,
    hot_alerted_at,
    owner_id,
    activity_facts,
    ...profile
  } = lead
  return profile
}

/** Leads that this makes hot are counted, and told of when the import ends; not those that the file closes. */
async function rescoreChanged(
  work: ImportWork,
  leads: readonly KnownLead[],
  closed: ReadonlyMap<string, LeadHistory>,
): Promise<void> {
  if (leads.length === 0) return
  const updates = leads.map((lead): UpdatedImport => {
    const at = scoringMoment(work.run.now, lead.scored_at)
    const activities = lead.activity_facts.map(([id, type, when]) => ({ id, type, at: when }))
    const score = scoreLeadAt(work.model, lead, activities, at)
    const status = closed.get(lead.id)?.outcome ?? lead.status
    const alert = nextHotAlert({ ...lead, status }, score, work.model.compiled.model.thresholds, at)
    const { tells, hotAlertedAt } = alert
    if (tells) work.tally.hot.set(lead.owner_id, (work.tally.hot.get(lead.owner_id) ?? 0) + 1)
    return { id: lead.id, profile: profilePart(lead), score, before: lead, at, hotAlertedAt }
  })
  await setImportedLeads(work.tx.db, updates, work.run)
}
