import type { Role, User } from '@leadglass/contracts/auth.ts'
import { type AuditWrite, auditInsertion, auditValues } from '../db/audit-write.ts'
import type { Database, Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type CredentialsRow = {
  id: string
  username: string
  hashed_password: string
  is_active: boolean
  locked_until: string | null
}

const columns = 'id, username, hashed_password, is_active, locked_until'

const byEmail = statement<CredentialsRow>(
  'find_credentials_by_email',
  `select ${columns} from users where email = $1`,
)
const byUsername = statement<CredentialsRow>(
  'find_credentials_by_username',
  `select ${columns} from users where username = $1`,
)
const byId = statement<CredentialsRow>('find_credentials_by_id', `select ${columns} from users where id = $1`)

/** An identity with `@` is an e-mail, any other a username (C08). */
export async function findCredentials(db: Db, identity: string): Promise<CredentialsRow | null> {
  const [row] = await db.sql(identity.includes('@') ? byEmail : byUsername, [identity])
  return row ?? null
}

export async function findCredentialsOfUser(db: Db, userId: string): Promise<CredentialsRow | null> {
  const [row] = await db.sql(byId, [userId])
  return row ?? null
}

const failure = statement<{ locked_until: string | null }>(
  'count_failed_sign_in',
  `with counted as (
     select id, case when locked_until is null then failed_login_attempts + 1 else 1 end as attempts
       from users
      where id = $1 and (locked_until is null or locked_until <= $2)
        for update
   ), changed as (
     update users u
        set failed_login_attempts = counted.attempts,
            locked_until = case when counted.attempts >= $3 then $4::timestamptz end
       from counted
      where u.id = counted.id
     returning u.id, u.full_name, u.locked_until
   ), locked as (
     select * from changed where locked_until is not null
   ), audit as (
     ${auditInsertion(5, 'locked')}
   )
   select locked_until from changed`,
)

/**
 * One more wrong password; the last one allowed locks, which the audit entry tells. During a lock nothing is counted, so
 * that it ends. Says whether this one locked.
 */
export async function setFailedSignIn(
  db: Db,
  userId: string,
  { now, allowed, lockedUntil, audit }: { now: Date; allowed: number; lockedUntil: Date; audit: AuditWrite },
): Promise<boolean> {
  const [row] = await db.sql(failure, [userId, now, allowed, lockedUntil, ...auditValues(audit)])
  return row?.locked_until != null
}

const success = statement<User>(
  'set_signed_in',
  `update users
      set failed_login_attempts = 0, locked_until = null, last_login_at = $2
    where id = $1 and hashed_password = $3 and is_active and (locked_until is null or locked_until <= $2)
   returning id, email, username, full_name, role, is_active, email_alerts, last_login_at, created_at, updated_at`,
)

/** Null when the user has been locked, deactivated or given another password since the check. */
export async function setSignedIn(db: Db, credentials: CredentialsRow, now: Date): Promise<User | null> {
  const [row] = await db.sql(success, [credentials.id, now, credentials.hashed_password])
  return row ?? null
}

const registrationLock = statement(
  'lock_registration',
  `select pg_advisory_xact_lock(hashtext('leadglass registration'))`,
)
const registrationState = statement<RegistrationState>(
  'find_registration_state',
  `select exists (select 1 from users) as has_users,
          exists (select 1 from users where role = 'admin') as has_admin`,
)

export type RegistrationState = { has_users: boolean; has_admin: boolean }

/** Waits until no other registration is under way, so that only one can find the system empty. */
export async function findRegistrationStateForUpdate(db: Db): Promise<RegistrationState> {
  await db.sql(registrationLock)
  const [state] = await db.sql(registrationState)
  return state ?? { has_users: true, has_admin: true }
}

export type NamedUser = { username: string; fullName: string; role: Role }

export async function listActiveUsersNamed(db: Database, usernames: string[]): Promise<NamedUser[]> {
  const orm = await db.orm()
  return orm.user.findMany({
    where: { username: { in: usernames }, isActive: true },
    select: { username: true, fullName: true, role: true },
    orderBy: { username: 'asc' },
  })
}
