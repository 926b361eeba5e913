import type { IncidentNews } from './incidents.ts'

export type AlertWords = {
  subject: string
  text: string
  /** `text` is what Slack and its like show; the rest is for programs. */
  webhook: { text: string } & Record<string, string | number | null>
}

const reasons = {
  prolonged_outage: 'it has not answered since',
  repeated_failures: 'background work keeps failing on it since',
}

/** What is said of an incident: what, since when, why, and where to look. */
export function alertWords(
  { kind, incident }: IncidentNews,
  now: Date,
  from: { environment: string; instance: string },
): AlertWords {
  const { since, reason, errorType, troubleUntil } = incident
  const until = kind === 'down' ? now : troubleUntil
  const seconds = Math.max(0, Math.round((until.getTime() - since.getTime()) / 1_000))
  const name = `Leadglass (${from.environment})`
  const subject = kind === 'down' ? `${name}: database down` : `${name}: database recovered`
  const line =
    kind === 'down'
      ? `${subject}: ${reasons[reason ?? 'prolonged_outage']} ${since.toISOString()} (${duration(seconds)}), cause ${errorType ?? 'unknown'}.`
      : `${subject} after ${duration(seconds)} (${since.toISOString()} to ${until.toISOString()}), cause ${errorType ?? 'unknown'}.`
  const advice = kind === 'down' ? 'GET /health names the cause and the steps to fix it.' : ''
  return {
    subject,
    text: [line, advice, `Told by ${from.instance}.`].filter(Boolean).join('\n\n'),
    webhook: {
      text: [line, advice].filter(Boolean).join(' '),
      event: kind === 'down' ? 'database_down' : 'database_recovered',
      environment: from.environment,
      instance: from.instance,
      reason,
      error_type: errorType,
      since: since.toISOString(),
      seconds,
    },
  }
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 360) / 10} h`
}
