import { buildWeb } from '../scripts/build-web.ts'
import { send } from './http-client.ts'
import { DATABASE, openWorkplace } from './workplace.ts'

/** A server to be loaded, and people who are signed in to it. */
export type Target = {
  baseUrl: string
  tokens: readonly string[]
  leadIds: readonly string[]
  processes(): number[]
  close(): Promise<void>
}

/** A server and a database of its own. */
export async function ownTarget(): Promise<Target> {
  await buildWeb()
  const workplace = await openWorkplace()
  const server = await workplace.startServer('load', {
    WEB_CONCURRENCY: '2',
    DATABASE_URL: workplace.postgres.appUrl(DATABASE),
  })
  await server.untilReady()
  return {
    baseUrl: server.baseUrl,
    tokens: workplace.managers.map(({ token }) => token),
    leadIds: workplace.leadIds,
    processes: () => [server.pid, ...server.workers()].toSorted(),
    async close() {
      await server.stop()
      await workplace.close()
    },
  }
}

/** One that runs, for the manager whom LOAD_USERNAME and LOAD_PASSWORD name. */
export async function givenTarget(baseUrl: string): Promise<Target> {
  const body = { username: process.env.LOAD_USERNAME, password: process.env.LOAD_PASSWORD }
  const session = await send(baseUrl, { method: 'POST', path: '/api/auth/login', body })
  if (session.status !== 200) throw new Error(`sign-in: ${session.status} ${session.text.slice(0, 200)}`)
  const token: string = JSON.parse(session.text).access_token
  const list = await send(baseUrl, { method: 'GET', path: '/api/leads?per_page=100', token })
  const leadIds = JSON.parse(list.text).items.map(({ id }: { id: string }) => id)
  return { baseUrl, tokens: [token], leadIds, processes: () => [], close: async () => {} }
}
