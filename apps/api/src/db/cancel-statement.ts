import pg from 'pg'

/** What pg's types leave out. */
type Wire = {
  connect(port: number | string, host?: string): void
  requestSsl(): void
  cancel(processId: number, secretKey: number): void
  on(event: 'connect' | 'sslconnect' | 'error' | 'end', listener: () => void): void
  stream: { setTimeout(ms: number, callback: () => void): void; destroy(): void }
}
type Running = {
  processID: number | null
  secretKey: number | null
  host: string
  port: number
  ssl: boolean | object
  sslNegotiation?: string
}

const limitMs = 2_000

/**
 * Asks the server to end what a connection is running (PostgreSQL's cancel request). It goes over a socket of its
 * own, so it needs no place in the pool and no sign-in. Nothing is answered: the statement fails with 57014, or not.
 * pg's own `cancel` speaks no TLS, which some servers insist on.
 */
export function cancelStatement(client: pg.ClientBase): void {
  const { processID, secretKey, host, port, ssl, sslNegotiation } = client as unknown as Running
  if (processID === null || secretKey === null) return
  const wire = new pg.Connection({ ssl, sslNegotiation } as pg.ConnectionConfig) as unknown as Wire
  const cancel = () => wire.cancel(processID, secretKey)
  wire.on('connect', () => {
    if (!ssl) cancel()
    else if (sslNegotiation !== 'direct') wire.requestSsl()
  })
  wire.on('sslconnect', cancel)
  wire.on('error', () => {})
  wire.stream.setTimeout(limitMs, () => wire.stream.destroy())
  if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`)
  else wire.connect(port, host)
}
