import type { LeadCounts } from '@leadglass/contracts/leads.ts'
import type { Cache } from '../cache/cache.ts'
import type { Context } from '../context.ts'
import { countLeadsByClass } from './lead-list-repository.ts'
import { seesAllLeads } from './lead-policy.ts'

/**
 * Counting 200,000 leads takes the database longer than all else a page shows, so a count serves until a lead is
 * written, and 5 seconds at the longest: background runs change classes as well.
 */
const keptSeconds = 5

/** How many leads of each class the caller may see. */
export function countLeads(ctx: Context, cache: Cache): Promise<LeadCounts> {
  const scope = { actor: ctx.actor, seesAll: seesAllLeads(ctx.actor) }
  return cache.getOrLoad(`leads:counts:${scope.seesAll ? 'all' : ctx.actor.id}`, keptSeconds, async () => ({
    ...(await countLeadsByClass(ctx.db, scope)),
    as_of: ctx.now.toISOString(),
  }))
}
