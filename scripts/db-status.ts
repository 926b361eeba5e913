import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { withRuntimeDatabase } from './runtime-database.ts'
import { readRuntimeEnv } from './runtime-env.ts'
import { tableOf } from './table-of.ts'

/** What `pnpm db:status` shows; any other file of scripts/sql by its name. */
const shown = ['db-status', 'connections', 'running-queries', 'background-loops', 'migrations']
const chosen = process.argv.slice(2).filter((name) => name !== '--')

await withRuntimeDatabase(readRuntimeEnv(), async (connectionString) => {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: 'leadglass-status',
  })
  client.on('error', () => {})
  // Intervals as PostgreSQL writes them.
  pg.types.setTypeParser(pg.types.builtins.INTERVAL, String)
  await client.connect()
  try {
    for (const name of chosen.length > 0 ? chosen : shown) await showQuery(client, name)
  } finally {
    await client.end()
  }
})

async function showQuery(client: pg.Client, name: string): Promise<void> {
  const file = path.join(import.meta.dirname, 'sql', `${name}.sql`)
  console.log(`\n${name.replaceAll('-', ' ')}`)
  try {
    const { rows } = await client.query(readFileSync(file, 'utf8'))
    console.log(tableOf(rows).join('\n'))
  } catch (error) {
    console.error(`  ${(error as Error).message}`)
    process.exitCode = 1
  }
}
