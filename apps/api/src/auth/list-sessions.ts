import type { Context } from '../context.ts'
import { listLiveSessions, type SessionRow } from './session-repository.ts'

export function listSessions(ctx: Context): Promise<SessionRow[]> {
  return listLiveSessions(ctx.db, ctx.actor.id, ctx.now)
}
