import type { Context } from '../context.ts'
import { shortCache } from '../db/short-cache.ts'
import { listTeamLoads, type TeamRow } from './team-repository.ts'

/** Counting every assignment takes long where there are hundreds of thousands, so a count serves 5 seconds. */
const loads = shortCache<TeamRow[]>(5_000)

/** The reps with what they have in hand (R114). */
export function listTeam(ctx: Context): Promise<TeamRow[]> {
  return loads(ctx.db, 'team', () => listTeamLoads(ctx.db))
}
