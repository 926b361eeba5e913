import pg from 'pg'
import { type EmbeddedPostgres, startTemporaryPostgres } from '../src/db/embedded-postgres.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

/** A PostgreSQL that lets nobody in without TLS, and whose certificate nobody vouches for. */
export async function startTlsPostgres(): Promise<EmbeddedPostgres> {
  const server = await startTemporaryPostgres()
  const { certificate, key } = selfSignedCertificate('leadglass-test')
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  try {
    await write(admin, 'server.crt', certificate)
    await write(admin, 'server.key', key)
    await write(admin, 'pg_hba.conf', 'hostssl all all 127.0.0.1/32 scram-sha-256\n')
    await admin.query('alter system set ssl = on')
    await admin.query('select pg_reload_conf()')
  } finally {
    await admin.end()
  }
  return server
}

/** Written by the server itself: the key must belong to the account that it runs as, and to nobody else. */
async function write(admin: pg.Client, file: string, text: string): Promise<void> {
  const lines = text.trim().split('\n')
  const values = lines.map((line) => `(${pg.escapeLiteral(line)})`).join(', ')
  await admin.query(`copy (values ${values}) to program 'umask 077; cat > ${file}'`)
}
