// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${{ }} is how Railway writes a reference

import type { DatabaseErrorType } from '../db/classify-database-error.ts'

export type DatabaseAdvice = {
  /** What went wrong in the words of the layer that failed. Fixed texts: no user, password, host or port can leak. */
  error: string
  message: string
  solution: readonly string[]
}

const setVariable = [
  'Open the PostgreSQL service → Variables and copy the value of DATABASE_URL',
  'Open the Railway Backend → Variables and set DATABASE_URL to that value, without ${{ }}',
  'Redeploy the backend',
]
const checkServer = [
  'Open the PostgreSQL service and look whether it runs; restart it if it does not',
  'Compare host and port of DATABASE_URL with the ones of the PostgreSQL service',
]
const wait = ['Nothing to do at first: the backend reconnects by itself', ...checkServer]

/** One advice for every diagnosis; a diagnosis without one does not compile. */
export const databaseAdvice: Record<DatabaseErrorType, DatabaseAdvice> = {
  database_url_missing: {
    error: 'No database is configured',
    message: 'DATABASE_URL is not set. PostgreSQL must be connected to the backend.',
    solution: setVariable,
  },
  unresolved_variable_reference: {
    error: 'DATABASE_URL contains a reference that was not replaced',
    message:
      'DATABASE_URL still contains ${{ }}. Check DATABASE_URL in Railway Backend → Variables and use a direct URL.',
    solution: setVariable,
  },
  invalid_url: {
    error: 'DATABASE_URL is not a valid URL',
    message: 'DATABASE_URL must look like postgresql://user:password@host:5432/database.',
    solution: ['Write the characters / # ? @ : % of the password as %2F %23 %3F %40 %3A %25', ...setVariable],
  },
  dns_resolution_failure: {
    error: 'getaddrinfo failed: Name or service not known',
    message:
      'The host of the database cannot be resolved. Check DATABASE_URL in Railway Backend → Variables and use a direct URL, not ${{ }}.',
    solution: [
      ...setVariable,
      'Private names (.railway.internal) resolve only in the same project and environment',
    ],
  },
  localhost_connection: {
    error: 'connect failed: Connection refused on localhost',
    message:
      'DATABASE_URL is not set or points at localhost, where nothing listens. PostgreSQL must be connected to the backend.',
    solution: setVariable,
  },
  connection_refused: {
    error: 'connect failed: Connection refused',
    message: 'The host of the database refuses connections: PostgreSQL may not be running.',
    solution: checkServer,
  },
  connection_timeout: {
    error: 'No answer from the database in time',
    message: 'The database does not answer: a firewall, a wrong address, or a server that hangs.',
    solution: [...checkServer, 'Look whether a firewall or network rule stands between backend and database'],
  },
  tls_error: {
    error: 'The encrypted connection could not be set up',
    message: 'TLS between backend and database does not fit.',
    solution: [
      'A self-signed certificate (Railway): end DATABASE_URL with ?sslmode=no-verify',
      'A server without TLS: end DATABASE_URL with ?sslmode=disable',
      'A server that wants TLS: end DATABASE_URL with ?sslmode=verify-full',
    ],
  },
  authentication_failed: {
    error: 'The database refused the sign-in',
    message: 'User or password of DATABASE_URL is wrong.',
    solution: setVariable,
  },
  database_missing: {
    error: 'The database of DATABASE_URL does not exist on the server',
    message: 'The server answers, but it has no database of that name.',
    solution: ['Create the database, or correct the name after the last / of DATABASE_URL', ...setVariable],
  },
  too_many_connections: {
    error: 'sorry, too many clients already',
    message: 'All connection slots of the database are in use.',
    solution: [
      'Lower DATABASE_POOL_MAX, or raise max_connections of the server',
      'Look in pg_stat_activity for who holds the connections',
    ],
  },
  pool_exhausted: {
    error: 'All connections of the pool are in use',
    message: 'The database answers, but every connection of this process is busy.',
    solution: ['Look in pg_stat_activity for slow queries', 'Raise DATABASE_POOL_MAX if the server has room'],
  },
  server_restarting: {
    error: 'The database is starting up or shutting down',
    message: 'PostgreSQL restarts or has cut the connection.',
    solution: wait,
  },
  unknown: {
    error: 'The database did not answer',
    message: 'The database cannot be used for a reason that is not known here; the log has the error.',
    solution: wait,
  },
}
