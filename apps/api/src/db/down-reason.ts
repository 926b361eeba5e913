import type { DatabaseErrorType } from './classify-database-error.ts'

const reasons: Record<DatabaseErrorType, string> = {
  database_url_missing: 'DatabaseUrlMissing',
  unresolved_variable_reference: 'UnresolvedReference',
  invalid_url: 'InvalidUrl',
  dns_resolution_failure: 'DnsFailure',
  localhost_connection: 'LocalhostConnection',
  connection_refused: 'ConnectionRefused',
  connection_timeout: 'ConnectionTimeout',
  tls_error: 'TlsError',
  endpoint_disabled: 'NeonEndpointDisabled',
  authentication_failed: 'AuthenticationFailed',
  database_missing: 'DatabaseMissing',
  too_many_connections: 'TooManyConnections',
  pool_exhausted: 'PoolExhausted',
  server_restarting: 'ServerRestarting',
  disk_full: 'DiskFull',
  read_only: 'ReadOnly',
  unknown: 'Unknown',
}

/** The `reason=` of the log line `[DB_DOWN]` (R031). */
export function downReason(type: DatabaseErrorType): string {
  return reasons[type]
}
