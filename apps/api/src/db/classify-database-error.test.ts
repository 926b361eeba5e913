import { describe, expect, it } from 'vitest'
import { classifyDatabaseError, type DatabaseErrorType } from './classify-database-error.ts'

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })
const said = (message: string) => new Error(message)

const cases: [string, unknown, DatabaseErrorType][] = [
  ['a name that does not exist', coded('ENOTFOUND'), 'dns_resolution_failure'],
  ['a resolver that is down', coded('EAI_AGAIN'), 'dns_resolution_failure'],
  ['a refused connection', coded('ECONNREFUSED'), 'connection_refused'],
  [
    'a refused connection on every address of a name',
    Object.assign(new AggregateError([coded('ECONNREFUSED')], ''), { code: 'ECONNREFUSED' }),
    'connection_refused',
  ],
  ['an aggregate without a code', new AggregateError([coded('ECONNREFUSED')], ''), 'connection_refused'],
  ['a socket that times out', coded('ETIMEDOUT'), 'connection_timeout'],
  ['an unreachable host', coded('EHOSTUNREACH'), 'connection_timeout'],
  ['the limit of a client', said('timeout expired'), 'connection_timeout'],
  ['the limit of a pool', said('Connection terminated due to connection timeout'), 'connection_timeout'],
  ['the limit of a query', said('Query read timeout'), 'connection_timeout'],
  ['a self-signed certificate', coded('SELF_SIGNED_CERT_IN_CHAIN'), 'tls_error'],
  ['a certificate of another name', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls_error'],
  ['an expired certificate', coded('CERT_HAS_EXPIRED'), 'tls_error'],
  ['a server without TLS', said('The server does not support SSL connections'), 'tls_error'],
  [
    'a server that wants TLS',
    coded('28000', 'no pg_hba.conf entry for host "10.0.0.1", user "a", no encryption'),
    'tls_error',
  ],
  ['a wrong password', coded('28P01'), 'authentication_failed'],
  ['an unknown user', coded('28000'), 'authentication_failed'],
  [
    'a missing password',
    said('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
    'authentication_failed',
  ],
  ['a missing database', coded('3D000'), 'database_missing'],
  ['no free slot', coded('53300'), 'too_many_connections'],
  ['a full pool', said('timeout exceeded when trying to connect'), 'pool_exhausted'],
  ['a server that starts', coded('57P03'), 'server_restarting'],
  ['a server that stops', coded('57P01'), 'server_restarting'],
  ['a connection that ends', said('Connection terminated unexpectedly'), 'server_restarting'],
  ['a reset', coded('ECONNRESET'), 'server_restarting'],
  [
    'an endpoint that Neon has switched off',
    coded('XX000', 'The endpoint has been disabled. Enable it using Neon API and retry.'),
    'endpoint_disabled',
  ],
  ['the same under the code of a sign-in', coded('28000', 'endpoint is disabled'), 'endpoint_disabled'],
  ['a full disk', coded('53100'), 'disk_full'],
  ['a replica that takes no writes', coded('25006'), 'read_only'],
  [
    'a database that lets nobody in',
    coded('55000', 'database "crm" is not currently accepting connections'),
    'server_restarting',
  ],
  ['a wrapped cause', new Error('outer', { cause: coded('28P01') }), 'authentication_failed'],
  [
    "Prisma's adapter error",
    { code: 'P1001', meta: { driverAdapterError: { cause: { originalCode: 'ENOTFOUND' } } } },
    'dns_resolution_failure',
  ],
  ['anything else', said('nobody knows'), 'unknown'],
  ['something that is no error', 'text', 'unknown'],
]

describe('classifyDatabaseError', () => {
  it.each(cases)('knows %s', (_name, error, type) => {
    expect(classifyDatabaseError(error, { isLocalhost: false })).toBe(type)
  })

  it('blames localhost before the refusal, and the name before both (R005–R007)', () => {
    const here = { isLocalhost: true }
    expect(classifyDatabaseError(coded('ECONNREFUSED'), here)).toBe('localhost_connection')
    expect(classifyDatabaseError(coded('ENOTFOUND'), here)).toBe('dns_resolution_failure')
    expect(classifyDatabaseError(coded('28P01'), here)).toBe('authentication_failed')
  })
})
