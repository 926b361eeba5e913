import type { Database } from '../db/db.ts'
import type { Listener } from '../db/listener.ts'
import { AppError } from '../errors.ts'
import { endStaleStreams, type SessionCheck, type SignedInStream } from './end-stale-streams.ts'
import { type EventStream, eventText } from './event-stream.ts'
import { fanOut } from './fan-out.ts'
import { findStreamStart } from './notification-repository.ts'

/** A signed-in reader of one open stream. */
export type Reader = {
  readonly userId: string
  readonly sessionId: string
  /** When the access token that opened the stream expires. */
  readonly expiresAt: Date
  /** The number of the last notification the reader is known to have; undefined for a fresh start. */
  readonly lastSeen: number | undefined
}

type OpenStream = Reader & SignedInStream

/** The open streams of this process. */
export type LiveStreams = {
  /** Refuses when the user has too many open streams; `start` begins the answer. */
  open(reader: Reader, start: () => EventStream): Promise<void>
  /** How many are open. */
  count(): number
  close(): void
}

export type LiveStreamsOptions = SessionCheck & {
  db: Database
  listener: Listener
  log: { warn(details: object, message: string): void }
  heartbeatMs: number
  onSent?: (count: number) => void
}

const mostStreamsPerUser = 10
/** How long a closing server waits for clients that do not read. */
const closeGraceMs = 1_000

export function createLiveStreams(options: LiveStreamsOptions): LiveStreams {
  const { db, listener } = options
  const byUser = new Map<string, Set<OpenStream>>()
  const { poke, retry } = fanOut(options, byUser)
  let isClosed = false
  let isChecking = false
  // One timer for all streams: a thousand idle readers cost a thousand small writes every 15 s.
  const timer = setInterval(beat, options.heartbeatMs).unref()
  listener.on('notification', (userId) => poke([userId]))
  listener.on('session_ended', (ended) => void endStaleStreams(streamsOf(ended), options))
  // What another process told of while the database was away for this one.
  const forgetWatch = db.watch.onChange(({ state }) => {
    if (state === 'up') retry()
  })
  // What was said before is lost: notifications and the ends of sessions alike.
  listener.onConnect(() => {
    poke(byUser.keys())
    endStale()
  })

  function beat(): void {
    for (const stream of everyStream()) stream.events.send(': heartbeat\n\n')
    retry()
    endStale()
  }

  /** Ends the streams whose session is over. */
  function endStale(): void {
    // A slow database must not pile up checks.
    if (isChecking) return
    isChecking = true
    void endStaleStreams(everyStream(), options).finally(() => {
      isChecking = false
    })
  }

  function everyStream(): OpenStream[] {
    return [...byUser.values()].flatMap((streams) => [...streams])
  }

  /** A notice names a session, or `user:<id>` for all of a user. */
  function streamsOf(ended: string): OpenStream[] {
    if (ended.startsWith('user:')) return [...(byUser.get(ended.slice('user:'.length)) ?? [])]
    return everyStream().filter((stream) => stream.sessionId === ended)
  }

  function add(stream: OpenStream): void {
    const streams = byUser.get(stream.userId) ?? new Set()
    byUser.set(stream.userId, streams.add(stream))
    stream.events.onClose(() => {
      streams.delete(stream)
      if (streams.size === 0 && byUser.get(stream.userId) === streams) byUser.delete(stream.userId)
    })
  }

  return {
    async open(reader, start) {
      const { unread, newest } = await findStreamStart(db, reader.userId)
      if ((byUser.get(reader.userId)?.size ?? 0) >= mostStreamsPerUser) {
        throw new AppError(
          'too_many_streams',
          `At most ${mostStreamsPerUser} live streams may be open at once`,
        )
      }
      const events = start()
      // The number goes along even before the first notification, so that a reader can resume from here.
      const id = reader.lastSeen === undefined ? newest : undefined
      events.send(`retry: 3000\n${eventText('unread', { count: unread }, id)}`)
      if (isClosed) return events.end()
      add({ ...reader, events, sentUpTo: Math.min(reader.lastSeen ?? newest, newest) })
      // Reads what was missed, and what came between the count above and this line.
      poke([reader.userId])
    },
    count: () => everyStream().length,
    close() {
      isClosed = true
      forgetWatch()
      clearInterval(timer)
      const open = everyStream()
      for (const { events } of open) events.end()
      setTimeout(() => {
        for (const { events } of open) events.cut()
      }, closeGraceMs).unref()
    },
  }
}
