import type { Session, sessionInfo } from '@leadglass/contracts/auth.ts'
import type { z } from 'zod'
import type { SessionRow } from './session-repository.ts'
import type { StartedSession } from './start-session.ts'

/** Both spellings of each token (C09). */
export function presentSession(
  { user, refreshToken }: StartedSession,
  accessToken: string,
  expiresIn: number,
): Session {
  return {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: expiresIn,
    refresh_token: refreshToken,
    accessToken,
    refreshToken,
    user,
  }
}

export function presentSessionInfo(row: SessionRow, currentId: string): z.infer<typeof sessionInfo> {
  return {
    id: row.id,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    ip: row.ip,
    user_agent: row.userAgent,
    is_current: row.id === currentId,
  }
}
