import { benchPassword } from './fill-database.ts'

export type Ask = <T>(method: string, address: string, body?: unknown) => Promise<T>

/** Signs in as the manager that `fillDatabase` makes; answers how to call the API. */
export async function signInAsManager(baseUrl: string): Promise<Ask> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  const ask: Ask = async (method, address, body) => {
    const payload = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${baseUrl}/api${address}`, { method, headers, ...payload })
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`)
    return answer.json() as never
  }
  const session = await ask<{ access_token: string }>('POST', '/auth/login', {
    username: 'user0',
    password: benchPassword,
  })
  headers.authorization = `Bearer ${session.access_token}`
  return ask
}

type Taken = { times: readonly number[]; failed: number }

const queries = ['?classification=hot', '?classification=warm&status=new', '?source=ads', '', '?min_score=40']

/** Lists at a steady pace, whether or not the one before has been answered. */
export function startLists(ask: Ask, perSecond: number) {
  let times: number[] = []
  let failed = 0
  let sent = 0
  const waiting = new Set<Promise<void>>()
  const timer = setInterval(() => {
    const begin = performance.now()
    const asking: Promise<void> = ask('GET', `/leads${queries[sent++ % queries.length]}`)
      .then(() => void times.push(performance.now() - begin))
      .catch(() => void failed++)
      .finally(() => waiting.delete(asking))
    waiting.add(asking)
  }, 1_000 / perSecond)
  return {
    take(): Taken {
      const taken = { times: times.toSorted((left, right) => left - right), failed }
      times = []
      failed = 0
      return taken
    },
    async stop() {
      clearInterval(timer)
      await Promise.all(waiting)
    },
  }
}

export function reportLists(name: string, { times, failed }: Taken): void {
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(0)
  console.log(
    `${name}: ${times.length} lists, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, failed ${failed}`,
  )
}
