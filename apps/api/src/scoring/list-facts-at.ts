import type { LeadFacts } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { listKnownThen } from './facts-at-repository.ts'
import { leadFacts } from './lead-facts.ts'

/** So many leads are asked for at once. */
const batchSize = 1_000

/**
 * Leads as of a moment each: the profile as it stood, and the activities that had happened and were recorded by
 * then. A model that counts no more than `perType` activities of a type finds all that it asks for. Leads that are
 * gone have no entry.
 */
export async function listFactsAt(
  db: Db,
  wanted: readonly { leadId: string; at: Date }[],
  perType: number,
): Promise<Map<string, LeadFacts>> {
  const facts = new Map<string, LeadFacts>()
  for (let start = 0; start < wanted.length; start += batchSize) {
    for (const known of await listKnownThen(db, wanted.slice(start, start + batchSize), perType)) {
      facts.set(known.id, leadFacts(known.profile, known.activities))
    }
  }
  return facts
}
