import type { LeadCounts } from '@leadglass/contracts/leads.ts'
import type { Context } from '../context.ts'
import { shortCache } from '../db/short-cache.ts'
import { countLeadsByClass } from './lead-list-repository.ts'
import { seesAllLeads } from './lead-policy.ts'

/** Counting 200,000 leads takes the database longer than all else a page shows, so a count serves 5 seconds. */
const counts = shortCache<LeadCounts>(5_000)

/** How many leads of each class the caller may see. */
export function countLeads(ctx: Context): Promise<LeadCounts> {
  const scope = { actor: ctx.actor, seesAll: seesAllLeads(ctx.actor) }
  return counts(ctx.db, scope.seesAll ? 'all' : ctx.actor.id, async () => ({
    ...(await countLeadsByClass(ctx.db, scope)),
    as_of: ctx.now.toISOString(),
  }))
}
