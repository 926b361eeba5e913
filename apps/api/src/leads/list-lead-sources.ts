import type { Cache } from '../cache/cache.ts'
import type { Context } from '../context.ts'
import { listSources } from './lead-list-repository.ts'

/** The sources in use, for the filter. They are words of the company, not of a lead, so everybody sees all. */
export function listLeadSources(ctx: Context, cache: Cache): Promise<string[]> {
  return cache.getOrLoad('leads:sources', 60, () => listSources(ctx.db))
}
