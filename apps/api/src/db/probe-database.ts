import net from 'node:net'
import pg from 'pg'

/** How far a connection came, in the order in which it comes about. */
export type ConnectStep = 'tcp' | 'tls' | 'sign_in' | 'query'

/** Each address of a name gets this long, so that one that leads nowhere leaves time for the next (nodejs/node#54359). */
const perAddressMs = 400

/**
 * Connects outside the pool and asks `SELECT 1`. Prisma and the pool hide why a connection failed (a plain error
 * without a code); a connection of its own shows it, and `reached` tells how far it came.
 */
export async function probeDatabase(
  url: string,
  timeoutMs: number,
  reached: (step: ConnectStep) => void = () => {},
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    application_name: 'leadglass-health',
    stream: () => new ImpatientSocket(),
  })
  // A connection that is cut between two steps must not end the process.
  client.on('error', () => {})
  client.connection.once('connect', () => reached(client.ssl ? 'tls' : 'sign_in'))
  client.connection.once('sslconnect', () => {
    const { stream } = client.connection as unknown as { stream: net.Socket }
    stream.once('secureConnect', () => reached('sign_in'))
  })
  try {
    await client.connect()
    reached('query')
    await client.query('select 1')
  } finally {
    // Not awaited: a server that hangs would not answer the goodbye either.
    client.end().catch(() => {})
  }
}

class ImpatientSocket extends net.Socket {
  /** pg calls it with a port and a host, or with the path of a socket. */
  override connect(...given: unknown[]): this {
    const [port, host] = given
    if (typeof port !== 'number' || typeof host !== 'string') return super.connect(...(given as [string]))
    return super.connect({ port, host, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: perAddressMs })
  }
}
