import { again, type DatabaseFault } from './fault.ts'
import { tryConnection } from './fault-postgres.ts'
import type { Workplace } from './workplace.ts'

/** What may happen between the server and its database. */
export const networkFaults: readonly DatabaseFault[] = [
  {
    name: 'connections reset every second',
    inject: ({ proxy }) => again(1_000, async () => proxy.reset()),
    prove: resetOwnConnection,
    proof: /ECONNRESET/,
    diagnosis: null,
    isOutage: false,
  },
  {
    name: 'connections half-open every 5 s',
    inject: ({ proxy }) => again(5_000, async () => proxy.halfOpen()),
    prove: loseFarEndOfOwnConnection,
    proof: /timeout/i,
    diagnosis: null,
    isOutage: false,
  },
  {
    name: 'network refuses',
    async inject({ proxy }) {
      await proxy.refuse()
      return () => proxy.pass()
    },
    proof: /ECONNREFUSED/,
    diagnosis: 'localhost_connection',
    isOutage: true,
  },
  {
    name: 'network is a black hole',
    async inject({ proxy }) {
      proxy.hang()
      return () => proxy.pass()
    },
    proof: /timeout/i,
    diagnosis: 'connection_timeout',
    isOutage: true,
  },
]

function resetOwnConnection({ proxy, databaseUrl }: Workplace): Promise<string> {
  setTimeout(() => proxy.reset(), 300)
  return tryConnection(databaseUrl, 'select pg_sleep(0.8)')
}

function loseFarEndOfOwnConnection({ proxy, databaseUrl }: Workplace): Promise<string> {
  setTimeout(() => proxy.halfOpen(), 300)
  return tryConnection(databaseUrl, 'select pg_sleep(0.5)')
}
