// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${{ }} is how Railway writes a reference

import type { DatabaseErrorType } from '../db/classify-database-error.ts'

export type Advice = {
  /** Why, in a few words that complete "Down: …". */
  headline: string
  message: string
  /** What to do, one click or command each. */
  solution: readonly string[]
}

export type DatabaseAdvice = Advice & {
  /** What went wrong in the words of the layer that failed. Fixed texts: no user, password, host or port can leak. */
  error: string
}

const openPostgres = 'Open your project on railway.com and click the PostgreSQL service'
const redeploy = 'Redeploy the backend: click Deploy in the bar that says that changes wait'
const copyUrl =
  'Click Variables and Copy the actual URL: the value of DATABASE_URL, shown by the eye beside it'
const openBackend = 'Go back to the project, click the Backend service, then Variables'
const setVariable = [
  openPostgres,
  copyUrl,
  openBackend,
  'Set DATABASE_URL to what you copied: it begins with postgresql:// and holds no ${{ }}',
  redeploy,
]
const readLog =
  'Click Deployments, then View logs: a healthy server ends with "database system is ready to accept connections"'
const compareAddress =
  'Click Variables and compare PGHOST and PGPORT with the host and port in DATABASE_URL of the Backend'
const restart = 'If it has crashed or was removed: open its menu (⋮) and click Restart or Redeploy'
const byItself = 'Nothing to do in the Backend afterwards: it asks every second and reconnects by itself'
const checkServer = [openPostgres, restart, readLog, compareAddress, byItself]
const findHolders =
  'See who holds the connections: select pid, state, application_name, query from pg_stat_activity order by state_change'

/** One advice for every diagnosis; a diagnosis without one does not compile. */
export const databaseAdvice: Record<DatabaseErrorType, DatabaseAdvice> = {
  database_url_missing: {
    headline: 'no database is configured',
    error: 'No database is configured',
    message: 'DATABASE_URL is not set. PostgreSQL must be connected to the backend.',
    solution: ['If the project has no PostgreSQL yet: click Create → Database → PostgreSQL', ...setVariable],
  },
  unresolved_variable_reference: {
    headline: 'DATABASE_URL is still a reference',
    error: 'DATABASE_URL contains a reference that was not replaced',
    message:
      'DATABASE_URL still contains ${{ }}. Check DATABASE_URL in Railway Backend → Variables and use a direct URL.',
    solution: [
      ...setVariable,
      'To keep a reference: what stands before the dot must be the exact name of the PostgreSQL service, as in ${{Postgres.DATABASE_URL}}, and Railway must be the one to fill it in',
    ],
  },
  invalid_url: {
    headline: 'DATABASE_URL is not a valid URL',
    error: 'DATABASE_URL is not a valid URL',
    message: 'DATABASE_URL must look like postgresql://user:password@host:5432/database.',
    solution: [
      'Look for a cut or doubled text, quotation marks or blanks around DATABASE_URL',
      'Write the characters / # ? @ : % of the password as %2F %23 %3F %40 %3A %25; or copy the URL anew, as follows',
      ...setVariable,
    ],
  },
  dns_resolution_failure: {
    headline: 'the host name of the database is not known',
    error: 'getaddrinfo failed: Name or service not known',
    message:
      'The host of the database cannot be resolved. Check DATABASE_URL in Railway Backend → Variables and use a direct URL, not ${{ }}.',
    solution: [
      ...setVariable,
      'Still the same? Names that end in .railway.internal are known only inside the same project and environment; from elsewhere use DATABASE_PUBLIC_URL',
    ],
  },
  localhost_connection: {
    headline: 'DATABASE_URL points at this machine',
    error: 'connect failed: Connection refused on localhost',
    message:
      'DATABASE_URL is not set or points at localhost, where nothing listens. PostgreSQL must be connected to the backend.',
    solution: [
      ...setVariable,
      'On your own machine instead: start PostgreSQL, or unset DATABASE_URL and npm start brings one',
    ],
  },
  connection_refused: {
    headline: 'the database refuses connections',
    error: 'connect failed: Connection refused',
    message: 'The host of the database refuses connections: PostgreSQL may not be running.',
    solution: checkServer,
  },
  connection_timeout: {
    headline: 'the database does not answer',
    error: 'No answer from the database in time',
    message: 'The database does not answer: a firewall, a wrong address, or a server that hangs.',
    solution: [
      ...checkServer,
      'Look whether a firewall or network rule stands between backend and database',
      'If it runs and still hangs: look at Metrics of PostgreSQL for a full disk, CPU or memory',
    ],
  },
  tls_error: {
    headline: 'encryption to the database does not fit',
    error: 'The encrypted connection could not be set up',
    message: 'TLS between backend and database does not fit.',
    solution: [
      'Open the Backend service, then Variables, and look at the end of DATABASE_URL',
      'A self-signed certificate (Railway): end DATABASE_URL with ?sslmode=no-verify',
      'A server without TLS: end DATABASE_URL with ?sslmode=disable',
      'A server that wants TLS: end DATABASE_URL with ?sslmode=verify-full',
      redeploy,
    ],
  },
  authentication_failed: {
    headline: 'user or password is wrong',
    error: 'The database refused the sign-in',
    message: 'User or password of DATABASE_URL is wrong.',
    solution: [
      ...setVariable,
      'If the password was typed by hand: write / # ? @ : % in it as %2F %23 %3F %40 %3A %25',
    ],
  },
  database_missing: {
    headline: 'the server has no database of that name',
    error: 'The database of DATABASE_URL does not exist on the server',
    message: 'The server answers, but it has no database of that name.',
    solution: [
      'Correct the name after the last / of DATABASE_URL, or create the database: create database <name>',
      ...setVariable,
    ],
  },
  endpoint_disabled: {
    headline: 'the database is switched off at its provider',
    error: 'The endpoint of the database has been disabled',
    message:
      'Neon has disabled the endpoint of this database: its limit is used up, or somebody suspended it.',
    solution: [
      'Open console.neon.tech and choose the project of DATABASE_URL',
      'Click Branches, then the branch, then Computes: start the compute or enable it',
      'Look at Billing: a used-up quota disables endpoints until the month ends or the plan grows',
      'If the endpoint was deleted: copy the new connection string to DATABASE_URL of the Backend and redeploy',
      byItself,
    ],
  },
  too_many_connections: {
    headline: 'the database has no connection left',
    error: 'sorry, too many clients already',
    message: 'All connection slots of the database are in use.',
    solution: [
      findHolders,
      'End old deployments and tools that are still connected to this database',
      'Lower DATABASE_POOL_MAX of the Backend: pool × replicas + 10 must stay below max_connections',
      'Or raise it on the server: alter system set max_connections = 200, then restart PostgreSQL',
      byItself,
    ],
  },
  pool_exhausted: {
    headline: 'every connection of this server is busy',
    error: 'All connections of the pool are in use',
    message: 'The database answers, but every connection of this process is busy.',
    solution: [
      'Wait a minute: a rush of requests ends by itself',
      findHolders,
      'Look for statements that wait for locks or run for long, and end them: select pg_cancel_backend(<pid>)',
      'Look in the log for what holds them: grep SLOW_QUERY and grep "slow request"',
      'Raise DATABASE_POOL_MAX if the server has room: show max_connections',
    ],
  },
  server_restarting: {
    headline: 'the database is restarting',
    error: 'The database is starting up or shutting down',
    message: 'PostgreSQL restarts or has cut the connection.',
    solution: ['Nothing to do at first: the backend reconnects by itself', ...checkServer],
  },
  disk_full: {
    headline: 'the disk of the database is full',
    error: 'could not extend file: No space left on device',
    message: 'The disk of the database is full: what is there can be read, nothing can be written.',
    solution: [
      openPostgres,
      'Click its volume, then Settings, and enlarge it: Live Resize needs no restart',
      "See what is large: select relname, pg_size_pretty(pg_total_relation_size(oid)) from pg_class where relkind = 'r' order by pg_total_relation_size(oid) desc limit 10",
      'Shorten AUDIT_RETENTION_DAYS and NOTIFICATION_RETENTION_DAYS of the Backend if those tables are the large ones',
      byItself,
    ],
  },
  read_only: {
    headline: 'the database takes no writes',
    error: 'cannot execute in a read-only transaction',
    message:
      'DATABASE_URL leads to a server that can only be read: a replica, or a primary that was closed for writing.',
    solution: [
      'Ask the server: select pg_is_in_recovery() — true means that it is a replica',
      'A replica: set DATABASE_URL of the Backend to the URL of the primary and redeploy',
      'After a fail-over: the old address may still lead to the old primary; copy the URL anew from your provider',
      'No replica: show default_transaction_read_only — switch it off with alter database <name> set default_transaction_read_only = off',
      'Some providers close a database for writing when its disk or plan is full: look there for a notice',
      byItself,
    ],
  },
  unknown: {
    headline: 'the database did not answer',
    error: 'The database did not answer',
    message: 'The database cannot be used for a reason that is not known here; the log has the error.',
    solution: ['Nothing to do at first: the backend reconnects by itself', ...checkServer],
  },
}
