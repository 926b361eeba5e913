import type { Notification, NotificationType } from '@leadglass/contracts/notifications.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Db } from '../db/db.ts'
import { type PageRequest, pageFrom } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'

export type NewNotification = {
  userId: string
  type: NotificationType
  title: string
  message: string
  /** Path in the web app. */
  link: string | null
  leadId: string | null
}

export type DeliveredNotification = Notification & { user_id: string }
export type StreamStart = { unread: number; newest: number }

const columns = 'id, seq, notification_type, title, message, link, lead_id, is_read, read_at, created_at'

// Inserts for one user wait for each other until commit, so `seq` grows in the order of commits and whoever has
// seen 17 can ask for what came after 17. Locks are taken in the order of their keys, so that two transactions
// never wait for each other. The rows join the locks: no number is drawn before every lock is held.
const insert = statement<never>(
  'insert_notifications',
  `with keys as (
     select distinct hashtext(u::text) as key from unnest($1::uuid[]) u order by key
   ), locked as materialized (
     select pg_advisory_xact_lock(7001, key) from keys
   ), inserted as (
     insert into notifications (user_id, notification_type, title, message, link, lead_id)
     select n.user_id, n.type, n.title, n.message, n.link, n.lead_id
       from (select count(*) from locked) held
      cross join unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[])
            as n (user_id, type, title, message, link, lead_id)
     returning user_id
   )
   select pg_notify('notification', user_id::text) from (select distinct user_id from inserted) told`,
)

/** Adds notifications and tells every process, at commit, whose they are. */
export async function insertNotifications(db: Db, added: readonly NewNotification[]): Promise<void> {
  await db.sql(insert, [
    added.map((one) => one.userId),
    added.map((one) => one.type),
    added.map((one) => one.title),
    added.map((one) => one.message),
    added.map((one) => one.link),
    added.map((one) => one.leadId),
  ])
}

export const notificationSort = 'notifications:seq'

/** Newest first, over `(user_id, seq)` or `(user_id, is_read, seq)`. */
export async function listNotificationsOf(
  db: Db,
  userId: string,
  unreadOnly: boolean,
  page: PageRequest,
): Promise<Page<Notification>> {
  const unread = unreadOnly ? 'and not is_read' : ''
  const after = page.after ? 'and seq < $4' : ''
  const counting = page.after
    ? 'select 0 as counted'
    : `select count(*)::int as counted from (select 1 from notifications where user_id = $1 ${unread} limit 10001) s`
  const rows = await db.sql(
    composedStatement<Notification & { counted: number }>(
      `with page as (
         select ${columns} from notifications where user_id = $1 ${unread} ${after}
          order by seq desc limit $2 offset $3
       ), total as (${counting})
       select total.counted, page.* from total left join page on true order by page.seq desc`,
    ),
    [userId, page.perPage + 1, page.offset, ...(page.after ? [page.after[0]] : [])],
  )
  const found = rows.filter((row) => row.id !== null)
  return pageFrom(found, rows[0]?.counted ?? 0, page, notificationSort, (row) => row.seq)
}

const unreadCount = statement<{ count: number }>(
  'count_unread_notifications',
  'select count(*)::int as count from notifications where user_id = $1 and not is_read',
)

export async function countUnread(db: Db, userId: string): Promise<number> {
  const [row] = await db.sql(unreadCount, [userId])
  return row?.count ?? 0
}

const setRead = statement<Notification>(
  'set_notification_read',
  `update notifications set is_read = true, read_at = coalesce(read_at, $3)
    where id = $1 and user_id = $2 returning ${columns}`,
)

/** Reading twice keeps the first time. Null when the user has no such notification. */
export async function setNotificationRead(
  db: Db,
  read: { id: string; userId: string; at: Date },
): Promise<Notification | null> {
  const [row] = await db.sql(setRead, [read.id, read.userId, read.at])
  return row ?? null
}

const setAllRead = statement<never>(
  'set_all_notifications_read',
  'update notifications set is_read = true, read_at = $2 where user_id = $1 and not is_read',
)

export async function setAllNotificationsRead(db: Db, userId: string, at: Date): Promise<void> {
  await db.sql(setAllRead, [userId, at])
}

const streamStart = statement<StreamStart>(
  'find_stream_start',
  `select (select count(*)::int from notifications where user_id = $1 and not is_read) as unread,
          (select coalesce(max(seq), 0) from notifications where user_id = $1) as newest`,
)

/** Where a live stream begins: what is unread, and the newest number so far. */
export async function findStreamStart(db: Db, userId: string): Promise<StreamStart> {
  const [row] = await db.sql(streamStart, [userId])
  return row ?? { unread: 0, newest: 0 }
}

const listAfter = statement<DeliveredNotification>(
  'list_notifications_after',
  `select n.user_id, ${columns.replaceAll(/\w+/g, 'n.$&')}
     from unnest($1::uuid[], $2::bigint[]) as seen (user_id, seq)
    cross join lateral (
      select * from notifications where user_id = seen.user_id and seq > seen.seq order by seq limit $3
    ) n
    order by n.seq`,
)

/** What came for each of these users after the number each has seen, oldest first, at most `limit` for each. */
export function listNotificationsAfter(
  db: Db,
  seen: readonly { userId: string; seq: number }[],
  limit: number,
): Promise<DeliveredNotification[]> {
  return db.sql(listAfter, [seen.map((one) => one.userId), seen.map((one) => one.seq), limit])
}
