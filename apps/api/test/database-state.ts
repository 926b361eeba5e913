import type { Db } from '../src/db/db.ts'
import { statement } from '../src/db/sql.ts'

const tables = statement<{ name: string }>(
  'test_list_tables',
  `select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('rate_limit_counters', 'service_minutes', 'slow_requests', 'background_loops')
    order by 1`,
)

/** That somebody was refused is itself written down. */
const refusals = `action in ('login_failed', 'permission_denied')`

/** Every row of every table but those in which the service counts what it does, as one text per table: what a refused request must leave as it was. */
export async function databaseState(db: Db): Promise<Record<string, string>> {
  const names = (await db.sql(tables)).map(({ name }) => name)
  const parts = names.map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as state
         from "${name}" t ${name === 'audit_logs' ? `where not ${refusals}` : ''}`,
  )
  const rows = await db.sql<{ name: string; state: string }>({
    name: 'test_database_state',
    text: parts.join(' union all '),
  })
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]))
}
