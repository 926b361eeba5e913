import type { Database } from '../db/db.ts'
import { type EventStream, eventText } from './event-stream.ts'
import {
  type DeliveredNotification,
  findStreamStart,
  listNotificationsAfter,
} from './notification-repository.ts'

/** A reader who missed more than this is told to load the list again. */
const mostMissed = 100
const usersReadAtOnce = 200

/** `sentUpTo` is the newest number that the reader was sent. */
export type LiveStream = { readonly events: EventStream; sentUpTo: number }

type Options = {
  db: Database
  log: { warn(details: object, message: string): void }
  /** Hears how many notifications were written to streams. */
  onSent?: ((count: number) => void) | undefined
}
type StreamsByUser = ReadonlyMap<string, ReadonlySet<LiveStream>>

/**
 * Brings notifications from the table to the open streams. A notice only says whose list has grown; the rows are
 * read by number, once for each user, so a lost or doubled notice neither loses nor doubles an event.
 */
export function fanOut({ db, log, onSent }: Options, byUser: StreamsByUser) {
  const due = new Set<string>()
  let isDelivering = false

  function poke(userIds: Iterable<string>): void {
    for (const userId of userIds) if (byUser.has(userId)) due.add(userId)
    void deliverDue()
  }

  async function deliverDue(): Promise<void> {
    if (isDelivering) return
    isDelivering = true
    while (due.size > 0) {
      const userIds = [...due].slice(0, usersReadAtOnce)
      for (const userId of userIds) due.delete(userId)
      try {
        await deliver(userIds)
      } catch (error) {
        for (const userId of userIds) due.add(userId)
        log.warn({ err: error }, '[LIVE] notifications wait for the database')
        break
      }
    }
    isDelivering = false
  }

  async function deliver(userIds: readonly string[]): Promise<void> {
    const seen = userIds.flatMap((userId) => {
      const streams = [...(byUser.get(userId) ?? [])]
      return streams.length > 0
        ? [{ userId, seq: Math.min(...streams.map((stream) => stream.sentUpTo)) }]
        : []
    })
    if (seen.length === 0) return
    const added = await listNotificationsAfter(db, seen, mostMissed + 1)
    for (const [userId, rows] of Map.groupBy(added, (row) => row.user_id)) {
      const streams = [...(byUser.get(userId) ?? [])]
      onSent?.(send(streams, rows.slice(0, mostMissed)))
      if (rows.length > mostMissed) await reset(userId, streams, rows[mostMissed]?.seq ?? 0)
    }
  }

  /** Moves streams that lag behind `seq` to the present; the others of the user are read again. */
  async function reset(userId: string, streams: readonly LiveStream[], seq: number): Promise<void> {
    const { unread, newest } = await findStreamStart(db, userId)
    for (const stream of streams.filter(({ sentUpTo }) => sentUpTo < seq)) {
      stream.events.send(eventText('unread', { count: unread }, newest) + eventText('reset', {}))
      stream.sentUpTo = newest
    }
    due.add(userId)
  }

  return { poke, retry: () => void deliverDue() }
}

function send(streams: readonly LiveStream[], rows: readonly DeliveredNotification[]): number {
  let sent = 0
  for (const { user_id: _, ...row } of rows) {
    const text = eventText('notification', row, row.seq)
    for (const stream of streams) {
      if (row.seq <= stream.sentUpTo) continue
      stream.events.send(text)
      stream.sentUpTo = row.seq
      sent++
    }
  }
  return sent
}
