import pg from 'pg'

/**
 * Connects outside the pool and asks `SELECT 1`. Prisma and the pool hide why a connection failed (a plain error
 * without a code); a connection of its own shows it.
 */
export async function probeDatabase(url: string, timeoutMs: number): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    application_name: 'leadglass-health',
  })
  // A connection that is cut between two steps must not end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
  } finally {
    // Not awaited: a server that hangs would not answer the goodbye either.
    client.end().catch(() => {})
  }
}
