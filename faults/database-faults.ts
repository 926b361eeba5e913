import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { again, type DatabaseFault, type Undo } from './fault.ts'
import { APP_ROLE, type Stop, tryConnection } from './fault-postgres.ts'
import { signal } from './process-tree.ts'
import { DATABASE, endConnections, type Workplace } from './workplace.ts'

/** What may happen to the database itself. */
export const databaseFaults: readonly DatabaseFault[] = [
  {
    name: 'stop, fast',
    inject: (workplace) => away(workplace, 'fast'),
    proof: /ECONNREFUSED/,
    diagnosis: 'localhost_connection',
    isOutage: true,
  },
  {
    name: 'stop, immediate',
    inject: (workplace) => away(workplace, 'immediate'),
    proof: /ECONNREFUSED/,
    diagnosis: 'localhost_connection',
    isOutage: true,
  },
  {
    name: 'kill -9 of the postmaster',
    inject: (workplace) => away(workplace, 'kill'),
    proof: /ECONNREFUSED/,
    diagnosis: 'localhost_connection',
    isOutage: true,
  },
  {
    name: 'SIGSTOP of the whole server',
    async inject({ postgres }) {
      postgres.freeze()
      return async () => postgres.thaw()
    },
    proof: /timeout/i,
    diagnosis: 'connection_timeout',
    isOutage: true,
  },
  {
    name: 'a backend ended every 200 ms',
    inject: ({ postgres }) =>
      again(200, () => postgres.asAdmin(`select pg_terminate_backend(pid) from (${anyBackend}) one`)),
    prove: ({ postgres }) => endOwnBackend(postgres.adminUrl(DATABASE)),
    proof: /57P01/,
    diagnosis: null,
    isOutage: false,
  },
  {
    name: 'kill -9 of a backend every 5 s',
    // PostgreSQL ends every other backend too and recovers from its log.
    inject: ({ postgres }) =>
      again(5_000, async () => {
        const [backend] = await postgres.asAdmin<{ pid: number }>(anyBackend)
        if (backend) signal(backend.pid, 'SIGKILL')
      }),
    prove: killOwnBackend,
    proof: /Connection terminated|57P0[123]|ECONNRESET/,
    diagnosis: null,
    isOutage: false,
  },
  {
    name: 'connection slots used up',
    inject: useUpSlots,
    proof: /53300/,
    diagnosis: 'too_many_connections',
    isOutage: true,
  },
  {
    name: 'read-only',
    inject: makeReadOnly,
    prove: ({ databaseUrl }) => tryConnection(databaseUrl, 'delete from notes where false'),
    proof: /25006/,
    diagnosis: null,
    isOutage: false,
  },
  {
    name: 'database renamed away',
    inject: renameAway,
    proof: /3D000/,
    diagnosis: 'database_missing',
    isOutage: true,
  },
]

/** Nothing listens on the port any more: not behind the proxy, and then not before it either. */
async function away({ postgres, proxy }: Workplace, how: Stop): Promise<Undo> {
  await postgres.stop(how)
  await proxy.refuse()
  return async () => {
    // While it starts it refuses in its own words.
    await Promise.all([postgres.start(), proxy.pass()])
  }
}

async function endOwnBackend(url: string): Promise<string> {
  return tryConnection(url, 'select pg_terminate_backend(pg_backend_pid())')
}

const anyBackend = `select pid from pg_stat_activity where usename = '${APP_ROLE}' order by random() limit 1`

async function killOwnBackend({ postgres, databaseUrl }: Workplace): Promise<string> {
  const trying = tryConnection(databaseUrl, "select 'own', pg_sleep(0.8)")
  await sleep(300)
  const [own] = await postgres.asAdmin<{ pid: number }>(
    `select pid from pg_stat_activity where query like 'select ''own''%' and usename = '${APP_ROLE}'`,
  )
  if (own) signal(own.pid, 'SIGKILL')
  return trying
}

/** Another client takes every slot while the application is kept out; what it then finds is a full house. */
async function useUpSlots({ postgres, proxy }: Workplace): Promise<Undo> {
  const hogs: pg.Client[] = []
  await proxy.refuse()
  await endConnections(postgres)
  for (let isFree = true; isFree; ) {
    const hog = new pg.Client({ connectionString: postgres.appUrl(DATABASE), application_name: 'hog' })
    hog.on('error', () => {})
    isFree = await hog.connect().then(
      () => true,
      () => false,
    )
    if (isFree) hogs.push(hog)
  }
  await proxy.pass()
  return async () => {
    await Promise.all(hogs.map((hog) => hog.end()))
  }
}

async function makeReadOnly({ postgres }: Workplace): Promise<Undo> {
  const set = async (change: string) => {
    await postgres.asAdmin(`alter system ${change}`)
    await postgres.asAdmin('select pg_reload_conf()')
    await sleep(300)
  }
  await set('set default_transaction_read_only = on')
  return () => set('reset default_transaction_read_only')
}

async function renameAway({ postgres }: Workplace): Promise<Undo> {
  await postgres.asAdmin(`alter database ${DATABASE} with allow_connections false`)
  await endConnections(postgres)
  await postgres.asAdmin(`alter database ${DATABASE} rename to elsewhere`)
  return async () => {
    await postgres.asAdmin(`alter database elsewhere rename to ${DATABASE}`)
    await postgres.asAdmin(`alter database ${DATABASE} with allow_connections true`)
  }
}
