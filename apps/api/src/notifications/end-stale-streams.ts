import type { LiveStream } from './fan-out.ts'

/** A stream with what says how long it may stay open. */
export type SignedInStream = LiveStream & {
  readonly sessionId: string
  /** When the access token that opened the stream expires. */
  readonly expiresAt: Date
}

export type SessionCheck = {
  /** The holder of a session, null when it has ended; throws when that cannot be found out. */
  findActor: (sessionId: string) => Promise<unknown>
  clock: () => Date
}

const checkedAtOnce = 8

/** Ends streams whose token has expired or whose session is over. */
export async function endStaleStreams(
  streams: readonly SignedInStream[],
  { findActor, clock }: SessionCheck,
): Promise<void> {
  const waiting = streams.values()
  let isDatabaseAway = false
  // Streams outlive an outage of the database (R117): what cannot be checked stays open.
  const hasEnded = (sessionId: string) =>
    findActor(sessionId).then(
      (actor) => actor === null,
      () => {
        isDatabaseAway = true
        return false
      },
    )
  const check = async () => {
    for (const { expiresAt, sessionId, events } of waiting) {
      if (expiresAt <= clock() || (!isDatabaseAway && (await hasEnded(sessionId)))) events.end()
    }
  }
  await Promise.all(Array.from({ length: checkedAtOnce }, check))
}
