import type { Actor, Role } from '@leadglass/contracts/auth.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

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
