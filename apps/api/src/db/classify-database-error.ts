import { errorChain } from './db-errors.ts'

export const databaseErrorTypes = [
  'database_url_missing',
  'unresolved_variable_reference',
  'invalid_url',
  'dns_resolution_failure',
  'localhost_connection',
  'connection_refused',
  'connection_timeout',
  'tls_error',
  'endpoint_disabled',
  'authentication_failed',
  'database_missing',
  'too_many_connections',
  'pool_exhausted',
  'server_restarting',
  'disk_full',
  'read_only',
  'unknown',
] as const

export type DatabaseErrorType = (typeof databaseErrorTypes)[number]

type Sign = { type: DatabaseErrorType; code?: RegExp; message?: RegExp }

/** In the order in which a connection comes about: name, TCP, TLS, sign-in, state of the server. */
const signs: readonly Sign[] = [
  { type: 'dns_resolution_failure', code: /^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA|EAI_NONAME)$/ },
  { type: 'connection_refused', code: /^ECONNREFUSED$/ },
  { type: 'pool_exhausted', code: /^P2024$/, message: /^timeout exceeded when trying to connect/ },
  {
    type: 'connection_timeout',
    code: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|P1002)$/,
    message: /^timeout expired|due to connection timeout|^Query read timeout/,
  },
  {
    type: 'tls_error',
    code: /SELF_SIGNED|^UNABLE_TO_(VERIFY|GET_ISSUER)|^CERT_|^ERR_(SSL|TLS)_|^EPROTO$|^P1011$/,
    // A server that wants TLS refuses a plain connection with 28000, so this stands before the sign-in.
    message: /does not support SSL|no encryption|SSL off|self.signed certificate/i,
  },
  // Neon refuses a suspended endpoint with one of several codes, that of a wrong password among them.
  { type: 'endpoint_disabled', message: /endpoint\b.*\b(disabled|suspended)/i },
  {
    type: 'authentication_failed',
    code: /^(28P01|28000|P1000)$/,
    message: /client password must be a string/,
  },
  { type: 'database_missing', code: /^(3D000|P1003)$/ },
  { type: 'too_many_connections', code: /^53300$/ },
  {
    type: 'server_restarting',
    code: /^(57P0[123]|ECONNRESET|EPIPE|P1017)$/,
    message: /^Connection terminated|not currently accepting connections/,
  },
  { type: 'disk_full', code: /^53100$/ },
  { type: 'read_only', code: /^25006$/ },
]

/** Says why the database could not be reached (R005–R007). DNS comes before localhost, localhost before refused. */
export function classifyDatabaseError(error: unknown, host: { isLocalhost: boolean }): DatabaseErrorType {
  for (const link of errorChain(error)) {
    const sign = signs.find(({ code, message }) => matches(code, link.code) || matches(message, link.message))
    if (sign)
      return sign.type === 'connection_refused' && host.isLocalhost ? 'localhost_connection' : sign.type
  }
  return 'unknown'
}

function matches(pattern: RegExp | undefined, value: unknown): boolean {
  return pattern !== undefined && typeof value === 'string' && pattern.test(value)
}
