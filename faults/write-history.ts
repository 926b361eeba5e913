import type { Answer } from './http-client.ts'

export type WriteKind = 'lead' | 'activity' | 'note'
type Outcome = 'open' | 'accepted' | 'refused' | 'unavailable' | 'unknown'
type Write = { token: string; kind: WriteKind; outcome: Outcome; status: number }

export type Verdict = {
  accepted: number
  /** Answered with success, and not there. */
  lost: string[]
  /** Refused as wrong or before it was tried, and there all the same. */
  wrong: string[]
  /** There more than once: tried again after it had succeeded. */
  doubled: string[]
  /** Without an answer, or answered 503 and there: whoever sent them has to look. */
  unknown: string[]
}

/** Every write that was sent, each with a token of its own, to be compared with what the database holds at the end. */
export function createWriteHistory(prefix: string) {
  const writes = new Map<string, Write>()
  return {
    next(kind: WriteKind): Write {
      const token = `${prefix}x${writes.size}x`
      const write: Write = { token, kind, outcome: 'open', status: 0 }
      writes.set(token, write)
      return write
    },
    settle(write: Write, answer: Answer): void {
      write.status = answer.status
      if (answer.failure !== null) write.outcome = 'unknown'
      else if (answer.status < 300) write.outcome = 'accepted'
      else if (answer.status === 503 && !wasNeverTried(answer)) write.outcome = 'unavailable'
      else write.outcome = 'refused'
    },
    /** `found` is every token in the database, as often as it is there. */
    compare(found: readonly string[]): Verdict {
      const times = new Map<string, number>()
      for (const token of found) times.set(token, (times.get(token) ?? 0) + 1)
      const all = [...writes.values()]
      const name = ({ token, kind, status, outcome }: Write) => `${kind} ${token} (${status || outcome})`
      const those = (fits: (write: Write, count: number) => boolean) =>
        all.filter((write) => fits(write, times.get(write.token) ?? 0)).map(name)
      return {
        accepted: those(({ outcome }) => outcome === 'accepted').length,
        lost: those(({ outcome }, count) => outcome === 'accepted' && count === 0),
        wrong: those(({ outcome }, count) => outcome === 'refused' && count > 0),
        doubled: those((_write, count) => count > 1),
        unknown: those(
          ({ outcome }, count) =>
            outcome === 'unknown' || outcome === 'open' || (outcome === 'unavailable' && count > 0),
        ),
      }
    },
  }
}

export type WriteHistory = ReturnType<typeof createWriteHistory>

/** The breaker refuses before anything is sent to the database. */
function wasNeverTried({ text }: Answer): boolean {
  return /"type":"(circuit_breaker_open|server_busy)"/.test(text)
}

/** Every token with this prefix that the database holds. */
export function foundTokens(prefix: string): string {
  const like = `'%${prefix}x%'`
  return `select name as token from leads where name like ${like}
    union all select description from activities where description like ${like}
    union all select content from notes where content like ${like}`
}
