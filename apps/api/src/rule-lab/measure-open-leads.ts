import type { LeadFacts } from '@leadglass/scoring'
import type { Database } from '../db/db.ts'
import { listFactsAt } from '../scoring/list-facts-at.ts'
import { briefFacts, countBriefActivities } from './brief-facts.ts'
import type { ComparedVersions } from './compared-versions.ts'
import { type BriefLead, listOpenLeads, mostActivities } from './impact-lead-repository.ts'
import { createImpactTally, type ImpactFigures } from './impact-tally.ts'

const batchSize = 2_000

/** Scores every lead that is not closed by both versions, as of one moment; `onRead` hears of each batch. */
export async function measureOpenLeads(
  db: Database,
  versions: ComparedVersions,
  at: Date,
  onRead: (leads: number) => void,
): Promise<ImpactFigures> {
  const tally = createImpactTally()
  const read = (after: string | null) => listOpenLeads(db, after, { ...versions.needed, at, batchSize })
  const moment = at.getTime()
  let next = read(null)
  while (true) {
    const leads = await next
    const last = leads.at(-1)
    if (!last) return tally.figures()
    // The database reads on while this thread scores.
    next = read(last.id)
    next.catch(() => {})
    const long = await longHistories(db, versions, leads, at)
    for (const lead of leads) {
      const facts = long.get(lead.id) ?? briefFacts(lead, versions.needed)
      tally.add(lead.id, versions.before.score(facts, moment), versions.after.score(facts, moment))
    }
    onRead(leads.length)
  }
}

/** Leads with more activities than are worth sending: the newest of each type, and how many there are beyond. */
async function longHistories(
  db: Database,
  { perType }: ComparedVersions,
  leads: readonly BriefLead[],
  at: Date,
): Promise<Map<string, LeadFacts>> {
  const long = leads.filter((lead) => countBriefActivities(lead) > mostActivities)
  if (long.length === 0) return new Map()
  return listFactsAt(
    db,
    long.map(({ id }) => ({ leadId: id, at })),
    perType,
  )
}
