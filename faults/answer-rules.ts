import type { Answer } from './http-client.ts'

/** A busy machine measures some hundred milliseconds more than the server took. */
const toleranceMs = 500

/** What no answer may tell: hosts, ports of databases, statements, stacks, codes of libraries. */
const tellTale =
  /127\.0\.0\.1|localhost|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|\bP[12]0\d\d\b|prisma|postgres|\bpg\b|select |insert |\.ts:\d|node_modules|terminat/i

export type Rules = {
  boundMs: number
  /** A success may take longer than a refusal where the work itself is slow. */
  successMs?: number
  others?: readonly number[]
}

/** Says what is wrong with an answer of the API: it is a success or the exact 503, in time, and tells no secret. */
export function problemOf(
  answer: Answer,
  { boundMs, successMs = boundMs, others = [] }: Rules,
): string | null {
  if (answer.failure !== null) return `socket: ${answer.failure}`
  const bound = answer.status < 300 ? successMs : boundMs
  if (answer.ms > bound + toleranceMs) return `late: ${answer.status} after more than ${bound / 1000} s`
  if (answer.status < 300 || others.includes(answer.status)) return null
  if (answer.status !== 503) return `status ${answer.status}: ${answer.text.slice(0, 200)}`
  return problemOf503(answer)
}

function problemOf503({ text, headers }: Answer): string | null {
  const body = asObject(text)
  const isExact =
    body?.error === 'SERVICE_UNAVAILABLE' &&
    body.detail === 'Database temporarily unavailable' &&
    body.status === 503
  if (!isExact) return `503 with another body: ${text.slice(0, 200)}`
  if (!headers['retry-after']) return '503 without Retry-After'
  const told = tellTale.exec(text.replace('Database temporarily unavailable', ''))
  return told ? `503 that tells "${told[0]}"` : null
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
