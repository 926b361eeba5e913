export type Incident = {
  since: Date
  /** Why somebody was told; null until then. */
  reason: 'prolonged_outage' | 'repeated_failures' | null
  alertedAt: Date | null
  errorType: string | null
  /** The last sign of trouble: from here on it was well. */
  troubleUntil: Date
}

export type IncidentNews = { kind: 'down' | 'recovered'; incident: Readonly<Incident> }

export type IncidentRules = {
  /** An outage of more than this is told (R071). */
  prolongedMs: number
  /** So are more failed tries than this … */
  failures: number
  /** … within this time. */
  failuresWithinMs: number
  /** It must be well for this long to count as over, so that a flapping database is one incident. */
  settledMs: number
}

const usual: IncidentRules = {
  prolongedMs: 5 * 60_000,
  failures: 10,
  failuresWithinMs: 5 * 60_000,
  settledMs: 30_000,
}

/** When trouble with the database becomes news, and when it is over. Knows no clock and tells nobody. */
export function createIncidents(rules: Partial<IncidentRules> = {}) {
  const { prolongedMs, failures: mostFailures, failuresWithinMs, settledMs } = { ...usual, ...rules }
  let incident: Incident | null = null
  let failures: number[] = []

  function begin(since: Date, at: Date): Incident {
    incident ??= { since, reason: null, alertedAt: null, errorType: null, troubleUntil: at }
    if (at > incident.troubleUntil) incident.troubleUntil = at
    return incident
  }

  function prune(now: Date): number {
    failures = failures.filter((at) => now.getTime() - at <= failuresWithinMs)
    return failures.length
  }

  function reasonToTell({ since }: Incident, isDown: boolean, now: Date): Incident['reason'] {
    if (isDown && now.getTime() - since.getTime() > prolongedMs) return 'prolonged_outage'
    return failures.length > mostFailures ? 'repeated_failures' : null
  }

  return {
    down(since: Date, errorType: string | null): void {
      const current = begin(since, since)
      current.errorType ??= errorType
    },
    up(at: Date): void {
      if (incident) begin(incident.since, at)
    },
    /** One failed try. */
    failure(at: Date): void {
      failures.push(at.getTime())
      begin(at, at)
    },
    failuresUpTo: prune,
    open: (): Readonly<Incident> | null => incident,
    /** What is to be told now, at most once of each kind for an incident. */
    look(state: 'unknown' | 'up' | 'down', now: Date, errorType: string | null = null): IncidentNews | null {
      prune(now)
      if (!incident) return null
      if (state === 'down') begin(incident.since, now)
      // The cause becomes clearer while it lasts: at first it may only be a connection that broke off.
      incident.errorType = errorType ?? incident.errorType
      const isOver = state === 'up' && now.getTime() - incident.troubleUntil.getTime() >= settledMs
      if (isOver) {
        const ended = incident
        incident = null
        failures = []
        return ended.alertedAt ? { kind: 'recovered', incident: ended } : null
      }
      if (incident.alertedAt) return null
      const reason = reasonToTell(incident, state === 'down', now)
      if (!reason) return null
      Object.assign(incident, { reason, alertedAt: now })
      return { kind: 'down', incident: { ...incident } }
    },
  }
}
