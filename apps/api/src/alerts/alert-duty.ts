export type DutyOptions = {
  /** Whether this process leads the background loops of the whole deployment; null where no loops run. */
  isLeader: (() => boolean) | null
  /** Of the processes on this host, the first: it alerts when nobody can know who leads. */
  isFirst: () => boolean
  /** A leader that lost its lock goes on being on duty for this long, until surely another one has it. */
  handOverMs?: number
}

export type AlertDuty = {
  readonly isMine: boolean
  look(isUp: boolean, now: Date): void
}

/**
 * Which one of all processes alerts. The database that would decide is the one that is away, so it is who led when it
 * answered last: of all replicas exactly one. A process that has never met the database alerts if it is the first of
 * its host (decision 016).
 */
export function createAlertDuty({ isLeader, isFirst, handOverMs = 60_000 }: DutyOptions): AlertDuty {
  let hasMet = false
  let ledAt: number | null = null
  return {
    get isMine() {
      return hasMet ? ledAt !== null : isFirst()
    },
    look(isUp, now) {
      if (!isLeader || !isUp) return
      hasMet = true
      if (isLeader()) ledAt = now.getTime()
      else if (ledAt !== null && now.getTime() - ledAt >= handOverMs) ledAt = null
    },
  }
}
