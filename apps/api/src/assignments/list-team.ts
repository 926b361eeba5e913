import type { Cache } from '../cache/cache.ts'
import type { Context } from '../context.ts'
import { listTeamLoads, type TeamRow } from './team-repository.ts'

/** The reps with what they have in hand (R114). Counting every assignment takes long, so a count serves 5 seconds. */
export function listTeam(ctx: Context, cache: Cache): Promise<TeamRow[]> {
  return cache.getOrLoad('leads:team', 5, () => listTeamLoads(ctx.db))
}
