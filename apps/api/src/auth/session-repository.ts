import type { Actor, Role, User } from '@leadglass/contracts/auth.ts'
import { type AuditWrite, auditInsertion, auditValues } from '../db/audit-write.ts'
import type { Database, Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type NewSession = {
  id: string
  userId: string
  refreshHash: string
  ip: string | null
  userAgent: string | null
  now: Date
  expiresAt: Date
}

export type SessionRow = {
  id: string
  ip: string | null
  userAgent: string | null
  createdAt: Date
  lastUsedAt: Date
  expiresAt: Date
}

export type RefreshState = User & {
  refresh_hash: string
  previous_refresh_hash: string | null
  rotated_at: string | null
}

const sessionActor = statement<{ user_id: string; role: Role }>(
  'find_session_actor',
  `select s.user_id, u.role
     from sessions s join users u on u.id = s.user_id
    where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and u.is_active`,
)

/** The holder of a session that is neither ended, expired nor of a deactivated user. */
export async function findSessionActor(db: Db, sessionId: string, now: Date): Promise<Actor | null> {
  const [row] = await db.sql(sessionActor, [sessionId, now])
  return row ? { id: row.user_id, role: row.role, sessionId } : null
}

const sessionInsertion = statement(
  'insert_session',
  `with expired as (delete from sessions where user_id = $2 and expires_at < $6)
   insert into sessions (id, user_id, refresh_hash, ip, user_agent, created_at, last_used_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $6, $7)`,
)

/** Takes the user's expired sessions away by the way, so that the table does not grow for ever. */
export async function insertSession(db: Db, session: NewSession): Promise<void> {
  const { id, userId, refreshHash, ip, userAgent, now, expiresAt } = session
  await db.sql(sessionInsertion, [id, userId, refreshHash, ip, userAgent, now, expiresAt])
}

const userColumns = `u.id, u.email, u.username, u.full_name, u.role, u.is_active, u.email_alerts, u.last_login_at,
  u.created_at, u.updated_at`

const refreshHashUpdate = statement<User>(
  'set_refresh_hash',
  `update sessions s
      set previous_refresh_hash = s.refresh_hash, refresh_hash = $3, rotated_at = $4, last_used_at = $4
     from users u
    where s.id = $1 and s.refresh_hash = $2 and s.revoked_at is null and s.expires_at > $4
      and u.id = s.user_id and u.is_active
   returning ${userColumns}`,
)

/** Exchanges the current token of a live session; of several callers at once exactly one gets a row. */
export async function setRefreshHash(
  db: Db,
  change: { sessionId: string; from: string; to: string; now: Date },
): Promise<User | null> {
  const { sessionId, from, to, now } = change
  const [row] = await db.sql(refreshHashUpdate, [sessionId, from, to, now])
  return row ?? null
}

const refreshState = statement<RefreshState>(
  'find_refresh_state',
  `select ${userColumns}, s.refresh_hash, s.previous_refresh_hash, s.rotated_at
     from sessions s join users u on u.id = s.user_id
    where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and u.is_active`,
)

export async function findRefreshState(db: Db, sessionId: string, now: Date): Promise<RefreshState | null> {
  const [row] = await db.sql(refreshState, [sessionId, now])
  return row ?? null
}

export type EndReason = 'signed_out' | 'refresh_token_reused' | 'password_changed' | 'deactivated'

/** Every process listens on this channel (app.ts): a session's id, or `user:` and the id of a user who has changed. */
const sessionEndedChannel = 'session_ended'

const sessionEnd = statement<{ id: string }>(
  'end_session',
  `with ended as (
     update sessions set revoked_at = $3, revoked_reason = $4
      where id = $1 and user_id = $2 and revoked_at is null and expires_at > $3
     returning id
   ), audit as (
     ${auditInsertion(5, 'ended')}
   )
   select id, pg_notify('${sessionEndedChannel}', id::text) from ended`,
)

/** Ends a live session of a user, with its audit entry, and tells every process; false when there is none. */
export async function setSessionEnded(
  db: Db,
  end: { sessionId: string; userId: string; now: Date; reason: EndReason; audit: AuditWrite },
): Promise<boolean> {
  const values = [end.sessionId, end.userId, end.now, end.reason, ...auditValues(end.audit)]
  const rows = await db.sql(sessionEnd, values)
  return rows.length > 0
}

const userSessionsEnd = statement<{ id: string }>(
  'end_user_sessions',
  `with ended as (
     update sessions set revoked_at = $2, revoked_reason = $3
      where user_id = $1 and revoked_at is null and id is distinct from $4::uuid
     returning id)
   select id, pg_notify('${sessionEndedChannel}', id::text) from ended`,
)

/** How many there were. */
export async function setUserSessionsEnded(
  db: Db,
  end: { userId: string; now: Date; reason: EndReason; except: string | null },
): Promise<number> {
  return (await db.sql(userSessionsEnd, [end.userId, end.now, end.reason, end.except])).length
}

const roleNotice = statement(
  'notify_user_changed',
  `select pg_notify('${sessionEndedChannel}', 'user:' || $1::text)`,
)

/** Tells every process that what it remembers of a user is out of date. */
export async function insertUserChangedNotice(db: Db, userId: string): Promise<void> {
  await db.sql(roleNotice, [userId])
}

const mostShown = 100

/** A user's live sessions, the last used first. */
export async function listLiveSessions(db: Database, userId: string, now: Date): Promise<SessionRow[]> {
  const orm = await db.orm()
  return orm.session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now } },
    select: { id: true, ip: true, userAgent: true, createdAt: true, lastUsedAt: true, expiresAt: true },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
    take: mostShown,
  })
}
