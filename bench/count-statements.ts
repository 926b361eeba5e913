import type pg from 'pg'
import type { Request } from './measure.ts'
import type { Server } from './servers.ts'

/** How many SQL statements one request costs, counted by the database (pg_stat_statements). */
export async function countStatements(
  pool: pg.Pool,
  server: Server,
  { method, path, body }: Request,
  token: string,
): Promise<number> {
  const send = async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(server.baseUrl + path, { method, headers, ...(body ? { body } : {}) })
    await answer.arrayBuffer()
  }
  await send()
  await pool.query('select pg_stat_statements_reset()')
  const times = 5
  for (let index = 0; index < times; index++) await send()
  const { rows } = await pool.query<{ calls: number }>(
    "select coalesce(sum(calls), 0)::int as calls from pg_stat_statements where query not like '%pg_stat%'",
  )
  return (rows[0]?.calls ?? 0) / times
}
