import type { Context } from '../context.ts'
import { shortCache } from '../db/short-cache.ts'
import { listSources } from './lead-list-repository.ts'

const sources = shortCache<string[]>(60_000)

/** The sources in use, for the filter. They are words of the company, not of a lead, so everybody sees all. */
export function listLeadSources(ctx: Context): Promise<string[]> {
  return sources(ctx.db, 'all', () => listSources(ctx.db))
}
