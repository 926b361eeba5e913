import { randomUUID } from 'node:crypto'
import type { User } from '@leadglass/contracts/auth.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/db.ts'
import { hashOfRefreshToken, newRefreshToken } from './refresh-token.ts'
import { insertSession } from './session-repository.ts'

/** From where somebody signs in, as the list of sessions shows it. */
export type Client = { ip: string | null; userAgent: string | null }

/** What a sign-in or a refresh leads to. */
export type StartedSession = { sessionId: string; refreshToken: string; user: User }

export type TokenConfig = Pick<Config, 'secretKey' | 'refreshTokenDays'>

/** The session ends after `refreshTokenDays` however often its token is exchanged. */
export async function startSession(
  db: Db,
  { user, client, now, config }: { user: User; client: Client; now: Date; config: TokenConfig },
): Promise<StartedSession> {
  const sessionId = randomUUID()
  const token = newRefreshToken(config.secretKey, sessionId)
  await insertSession(db, {
    id: sessionId,
    userId: user.id,
    refreshHash: hashOfRefreshToken(token),
    ip: client.ip,
    userAgent: client.userAgent,
    now,
    expiresAt: new Date(now.getTime() + config.refreshTokenDays * 86_400_000),
  })
  return { sessionId, refreshToken: token.text, user }
}
