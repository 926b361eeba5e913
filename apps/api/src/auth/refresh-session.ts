import { auditEntry } from '../audit/audit-entry.ts'
import type { PublicContext } from '../context.ts'
import { AppError } from '../errors.ts'
import { hashOfRefreshToken, type RefreshToken, readRefreshToken, successorOf } from './refresh-token.ts'
import type { SessionCache } from './session-cache.ts'
import { findRefreshState, type RefreshState, setRefreshHash, setSessionEnded } from './session-repository.ts'
import type { StartedSession, TokenConfig } from './start-session.ts'

/** Two tabs, or a retry after a lost answer, may exchange the same token within this time. */
const graceMs = 30_000

type Needs = { config: TokenConfig; sessions: SessionCache }

/** Exchanges a refresh token for its successor. One that was exchanged before is a stolen one: its session ends. */
export async function refreshSession(
  ctx: PublicContext,
  { config, sessions }: Needs,
  text: string,
): Promise<StartedSession> {
  const token = readRefreshToken(config.secretKey, text)
  if (!token) throw refused()
  const { sessionId } = token
  const successor = successorOf(config.secretKey, token)
  const [from, to] = [hashOfRefreshToken(token), hashOfRefreshToken(successor)]
  const user = await setRefreshHash(ctx.db, { sessionId, from, to, now: ctx.now })
  if (user) return { sessionId, refreshToken: successor.text, user }

  const state = await findRefreshState(ctx.db, sessionId, ctx.now)
  if (!state) throw refused()
  if (isSameExchange(state, from, to, ctx.now)) {
    const { refresh_hash, previous_refresh_hash, rotated_at, ...holder } = state
    return { sessionId, refreshToken: successor.text, user: holder }
  }
  await endReused(ctx, sessions, token, state.id)
  throw refused()
}

function isSameExchange(state: RefreshState, from: string, to: string, now: Date): boolean {
  return (
    state.previous_refresh_hash === from &&
    state.refresh_hash === to &&
    state.rotated_at !== null &&
    now.getTime() - Date.parse(state.rotated_at) <= graceMs
  )
}

async function endReused(
  ctx: PublicContext,
  sessions: SessionCache,
  { sessionId }: RefreshToken,
  userId: string,
): Promise<void> {
  ctx.log.warn(
    { audit: 'token_reuse_detected', sessionId, userId },
    'a refresh token was used again: the session ends',
  )
  const event = { action: 'token_reuse_detected', entity: { type: 'session', id: sessionId } } as const
  const audit = auditEntry(ctx, { ...event, after: { user_id: userId } })
  await setSessionEnded(ctx.db, { sessionId, userId, now: ctx.now, reason: 'refresh_token_reused', audit })
  sessions.forget(sessionId)
}

function refused(): AppError {
  return new AppError('refresh_token_invalid', 'The session has ended; sign in again')
}
