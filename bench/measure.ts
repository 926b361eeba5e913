import autocannon from 'autocannon'
import type { Server } from './servers.ts'

export type Request = { method: 'GET' | 'POST'; path: string; body?: string }
export type Measured = { perSecond: number; p50: number; p99: number; cpuMs: number; failed: number }

export const connections = 32

/** Loads a server with a cycle of requests and reads its processor time around it. */
export async function measure(
  server: Server,
  requests: readonly Request[],
  options: { seconds: number; token?: string },
): Promise<Measured> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (options.token) headers.authorization = `Bearer ${options.token}`
  const before = server.cpuMs()
  const result = await autocannon({
    url: server.baseUrl,
    connections,
    duration: options.seconds,
    headers,
    requests: [{ setupRequest: (request) => ({ ...request, ...nextOf(requests) }) }],
  })
  const answered = result['2xx']
  return {
    perSecond: answered / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (server.cpuMs() - before) / Math.max(1, answered),
    failed: result.non2xx + result.errors,
  }
}

let turn = 0

/** One cycle for all connections: each on a cycle of its own would have all of them at the same row at once. */
function nextOf(requests: readonly Request[]): Request {
  turn = (turn + 1) % requests.length
  const request = requests[turn]
  if (!request) throw new Error('a workload needs a request')
  return request
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[middle - ((sorted.length + 1) % 2)], sorted[middle]]
  return (low + high) / 2
}

/** The median of each figure over the rounds. */
export function medianOf(rounds: readonly Measured[]): Measured {
  const of = (key: keyof Measured) => median(rounds.map((round) => round[key]))
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    cpuMs: of('cpuMs'),
    failed: of('failed'),
  }
}
