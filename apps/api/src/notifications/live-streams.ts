import type { Database } from '../db/db.ts'
import type { Listener } from '../db/listener.ts'
import { AppError } from '../errors.ts'
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

/** `sentUpTo` is the newest number that the reader was sent. */
export type LiveStream = Reader & { readonly events: EventStream; sentUpTo: number }

/** The open streams of this process. */
export type LiveStreams = {
  /** Refuses when the user has too many open streams; `start` begins the answer. */
  open(reader: Reader, start: () => EventStream): Promise<void>
  close(): void
}

export type LiveStreamsOptions = {
  db: Database
  listener: Listener
  /** The holder of a session, null when it has ended; throws when that cannot be found out. */
  findActor: (sessionId: string) => Promise<unknown>
  clock: () => Date
  log: { warn(details: object, message: string): void }
  heartbeatMs: number
}

const mostStreamsPerUser = 10
const sessionsCheckedAtOnce = 8
/** How long a closing server waits for clients that do not read. */
const closeGraceMs = 1_000

export function createLiveStreams(options: LiveStreamsOptions): LiveStreams {
  const { db, listener, clock } = options
  const byUser = new Map<string, Set<LiveStream>>()
  const { poke, retry } = fanOut(options, byUser)
  let isClosed = false
  let isChecking = false
  // One timer for all streams: a thousand idle readers cost a thousand small writes every 15 s.
  const timer = setInterval(beat, options.heartbeatMs).unref()
  listener.on('notification', (userId) => poke([userId]))
  listener.on('session_ended', (ended) => void endStale(streamsOf(ended)))
  listener.onConnect(() => poke(byUser.keys()))

  function beat(): void {
    for (const stream of everyStream()) stream.events.send(': heartbeat\n\n')
    retry()
    // A slow database must not pile up checks.
    if (isChecking) return
    isChecking = true
    void endStale(everyStream()).finally(() => {
      isChecking = false
    })
  }

  function everyStream(): LiveStream[] {
    return [...byUser.values()].flatMap((streams) => [...streams])
  }

  /** A notice names a session, or `user:<id>` for all of a user. */
  function streamsOf(ended: string): LiveStream[] {
    if (ended.startsWith('user:')) return [...(byUser.get(ended.slice('user:'.length)) ?? [])]
    return everyStream().filter((stream) => stream.sessionId === ended)
  }

  async function endStale(streams: readonly LiveStream[]): Promise<void> {
    const waiting = streams.values()
    const check = async () => {
      for (const stream of waiting) if (await isStale(stream)) stream.events.end()
    }
    await Promise.all(Array.from({ length: sessionsCheckedAtOnce }, check))
  }

  async function isStale(stream: LiveStream): Promise<boolean> {
    if (stream.expiresAt <= clock()) return true
    // Streams outlive an outage of the database (R117): what cannot be checked stays open.
    return options.findActor(stream.sessionId).then(
      (actor) => actor === null,
      () => false,
    )
  }

  function add(stream: LiveStream): void {
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
    close() {
      isClosed = true
      clearInterval(timer)
      const open = everyStream()
      for (const { events } of open) events.end()
      setTimeout(() => {
        for (const { events } of open) events.cut()
      }, closeGraceMs).unref()
    },
  }
}
