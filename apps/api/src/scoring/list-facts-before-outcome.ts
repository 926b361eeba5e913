import type { LeadFacts } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { listFactsAt } from './list-facts-at.ts'

const closed: ReadonlySet<unknown> = new Set(['won', 'lost'])

/**
 * Closed leads as of a moment each, before anybody knew how they end: what they are learned from and judged by. A lead
 * whose open time nobody has on record (closed on the day it came, or before profiles were kept) is shown with its last
 * status: that is the outcome, and a rule that asks for it would know it. It counts as new, like leads that come closed.
 */
export async function listFactsBeforeOutcome(
  db: Db,
  wanted: readonly { leadId: string; at: Date }[],
  perType: number,
): Promise<Map<string, LeadFacts>> {
  const known = await listFactsAt(db, wanted, perType)
  for (const [id, facts] of known) {
    if (closed.has(facts.fields.status)) {
      known.set(id, { ...facts, fields: { ...facts.fields, status: 'new' } })
    }
  }
  return known
}
