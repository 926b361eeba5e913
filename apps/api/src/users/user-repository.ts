import type { Role, User } from '@leadglass/contracts/auth.ts'
import { maxCounted } from '@leadglass/contracts/paging.ts'
import type { UserListQuery } from '@leadglass/contracts/users.ts'
import { type AuditWrite, auditInsertion, auditValues } from '../db/audit-write.ts'
import type { Database, Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'

/** Without the password hash: what is not selected cannot be answered. */
export type UserRow = User

const columns =
  'id, email, username, full_name, role, is_active, email_alerts, last_login_at, created_at, updated_at'

export type NewUser = {
  email: string
  username: string
  full_name: string
  role: Role
  hashedPassword: string
}

const userInsertion = statement<UserRow>(
  'insert_user',
  `insert into users (email, username, full_name, role, hashed_password) values ($1, $2, $3, $4::role, $5)
   returning ${columns}`,
)

export async function insertUser(db: Db, user: NewUser): Promise<UserRow | null> {
  const values = [user.email, user.username, user.full_name, user.role, user.hashedPassword]
  const [row] = await db.sql(userInsertion, values)
  return row ?? null
}

const absentUserInsertion = statement<{ id: string }>(
  'insert_absent_user',
  `with added as (
     insert into users (email, username, full_name, role, hashed_password) values ($1, $2, $3, $4::role, $5)
     on conflict do nothing returning id
   ), audit as (
     ${auditInsertion(6, 'added')}
   )
   select id from added`,
)

/** Leaves a user who has the username or the e-mail as they are; says whether one was made. */
export async function insertAbsentUser(db: Db, user: NewUser, audit: AuditWrite): Promise<boolean> {
  const { email, username, full_name, role, hashedPassword } = user
  const values = [email, username, full_name, role, hashedPassword, ...auditValues(audit)]
  return (await db.sql(absentUserInsertion, values)).length > 0
}

export async function findUser(db: Database, userId: string): Promise<UserRow | null> {
  const orm = await db.orm()
  const user = await orm.user.findUnique({
    where: { id: userId },
    omit: { hashedPassword: true, failedLoginAttempts: true, lockedUntil: true },
  })
  if (!user) return null
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    full_name: user.fullName,
    role: user.role,
    is_active: user.isActive,
    email_alerts: user.emailAlerts,
    last_login_at: user.lastLoginAt?.toISOString() ?? null,
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
  }
}

const briefUser = statement<Pick<UserRow, 'id' | 'full_name' | 'role' | 'is_active'>>(
  'find_brief_user',
  'select id, full_name, role, is_active from users where id = $1',
)

export async function findBriefUser(db: Db, userId: string) {
  const [row] = await db.sql(briefUser, [userId])
  return row ?? null
}

const userForUpdate = statement<UserRow>(
  'find_user_for_update',
  `select ${columns} from users where id = $1 for no key update`,
)

/** Locks the user until the transaction ends. */
export async function findUserForUpdate(db: Db, userId: string): Promise<UserRow | null> {
  const [row] = await db.sql(userForUpdate, [userId])
  return row ?? null
}

const activeAdmins = statement<{ id: string }>(
  'list_active_admins_for_update',
  `select id from users where role = 'admin' and is_active order by id for update`,
)

/** Locks them, so that of two admins who demote each other the second sees what the first has done. */
export async function listActiveAdminIdsForUpdate(db: Db): Promise<string[]> {
  return (await db.sql(activeAdmins)).map((row) => row.id)
}

export type UserChange = {
  email?: string | undefined
  full_name?: string | undefined
  role?: Role | undefined
  is_active?: boolean | undefined
  hashedPassword?: string | undefined
  email_alerts?: boolean | undefined
}

const userUpdate = statement<UserRow>(
  'set_user',
  `update users
      set email = coalesce($2, email),
          full_name = coalesce($3, full_name),
          role = coalesce($4::role, role),
          is_active = coalesce($5::boolean, is_active),
          hashed_password = coalesce($6, hashed_password),
          email_alerts = coalesce($7::boolean, email_alerts),
          failed_login_attempts = case when $5::boolean or $6 is not null then 0 else failed_login_attempts end,
          locked_until = case when $5::boolean or $6 is not null then null else locked_until end
    where id = $1
   returning ${columns}`,
)

/** Changes what is given. A new password or a reactivation also ends a lock. */
export async function setUser(db: Db, userId: string, change: UserChange): Promise<UserRow | null> {
  const { email, full_name, role, is_active, hashedPassword, email_alerts } = change
  const values = [userId, email, full_name, role, is_active, hashedPassword, email_alerts]
  const [row] = await db.sql(userUpdate, values)
  return row ?? null
}

type ListedRow = UserRow & { total: number | null }

/** Users by name and id, from `users (full_name, id)`. One row more than a page, and the count of a first page. */
export async function listUsersByName(
  db: Db,
  query: UserListQuery,
  request: PageRequest,
): Promise<{ rows: UserRow[]; total: number }> {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const filters = filtersOf(query, place)
  const start = request.after
    ? [...filters, `(full_name, id) > (${place(request.after[0])}, ${place(request.after[1])}::uuid)`]
    : filters
  const counted = request.after
    ? 'select null::int as total'
    : `select count(*)::int as total from (select 1 from users ${where(filters)} limit ${maxCounted + 1}) s`
  const listing = composedStatement<ListedRow>(
    `with page as (select ${columns} from users ${where(start)} order by full_name, id
                    limit ${place(request.perPage + 1)}::int offset ${place(request.offset)}::int),
          counted as (${counted})
     select counted.total, page.* from counted left join page on true order by full_name, id`,
  )
  const rows = await db.sql(listing, values)
  return { rows: rows.filter((row) => row.id !== null), total: rows[0]?.total ?? 0 }
}

function where(conditions: string[]): string {
  return conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
}

function filtersOf(query: UserListQuery, place: (value: unknown) => string): string[] {
  const filters: string[] = []
  if (query.search !== undefined) {
    const pattern = place(`%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`)
    filters.push(`(full_name ilike ${pattern} or email ilike ${pattern} or username ilike ${pattern})`)
  }
  if (query.role !== undefined) filters.push(`role = ${place(query.role)}::role`)
  if (query.is_active !== undefined) filters.push(`is_active = ${place(query.is_active)}::boolean`)
  return filters
}

const activeManagers = statement<{ id: string }>(
  'list_active_manager_ids',
  `select id from users where role in ('manager', 'admin') and is_active order by id`,
)

export async function listActiveManagerIds(db: Db): Promise<string[]> {
  return (await db.sql(activeManagers)).map((row) => row.id)
}

const mailed = statement<{ id: string; email: string }>(
  'list_users_to_mail',
  'select id, email from users where id = any($1::uuid[]) and is_active and email_alerts order by id',
)

/** Of these users, the active ones who want mails, with their addresses. */
export function listUsersToMail(db: Db, userIds: readonly string[]) {
  return db.sql(mailed, [userIds])
}

const adminEmails = statement<{ email: string }>(
  'list_active_admin_emails',
  `select email from users where role = 'admin' and is_active order by id limit 50`,
)

export async function listActiveAdminEmails(db: Db): Promise<string[]> {
  return (await db.sql(adminEmails)).map(({ email }) => email)
}
