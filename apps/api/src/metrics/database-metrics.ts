import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

type BreakerState = 'closed' | 'half_open' | 'open'

/** What is read of the database at a scrape. */
export type ObservedDatabase = {
  poolStatus(): {
    size: number
    max_overflow: number
    checked_out: number
    waiting: number
    utilization_percent: number
  }
  readonly breaker: { status(): { state: BreakerState; opened_total: number } }
  readonly watch: { readonly state: 'unknown' | 'up' | 'down' }
}

const breakerNumber: Record<BreakerState, number> = { closed: 0, half_open: 1, open: 2 }

/** Few bounds: there are some two hundred statements, and each bound of each is a line. */
const seconds = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 30]

export function countDatabase(registry: Registry) {
  const registers = [registry]
  const listeners = new Set<(op: string) => void>()
  const down = new Counter({
    name: 'db_down_total',
    help: 'Failed tries because the database was away ([DB_DOWN]), by operation',
    labelNames: ['op'],
    registers,
  })
  const recovered = new Counter({
    name: 'db_recovered_total',
    help: 'Outages of the database that ended, as this process saw them',
    registers,
  })
  const statements = new Histogram({
    name: 'db_statement_duration_seconds',
    help: 'Time of a statement, by its prepared name; lists put together from fragments are "composed"',
    labelNames: ['statement'],
    buckets: seconds,
    registers,
  })
  const readDatabase = readAtScrape(registry)
  return {
    dbDown(op: string): void {
      down.inc({ op })
      for (const listener of listeners) listener(op)
    },
    dbRecovered(): void {
      recovered.inc()
    },
    onDbDown(listener: (op: string) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    statementEnded(name: string | undefined, milliseconds: number): void {
      statements.observe(
        { statement: !name || name.startsWith('c_') ? 'composed' : name },
        milliseconds / 1000,
      )
    },
    readDatabase,
  }
}

type Reading = { name: string; help: string; read(db: ObservedDatabase): number; aggregator?: 'max' | 'min' }

const readings: readonly Reading[] = [
  {
    name: 'db_pool_size',
    help: 'Most connections the pool may hold, overflow included',
    read: (db) => db.poolStatus().size + db.poolStatus().max_overflow,
  },
  {
    name: 'db_pool_checked_out',
    help: 'Connections in use',
    read: (db) => db.poolStatus().checked_out,
  },
  {
    name: 'db_pool_waiting',
    help: 'Requests that wait for a connection',
    read: (db) => db.poolStatus().waiting,
  },
  {
    name: 'db_pool_utilization',
    help: 'Share of the connections in use, 0 to 1; of several processes the fullest',
    read: (db) => db.poolStatus().utilization_percent / 100,
    aggregator: 'max',
  },
  {
    name: 'db_breaker_state',
    help: 'Circuit breaker: 0 closed, 1 half open, 2 open; of several processes the worst',
    read: (db) => breakerNumber[db.breaker.status().state],
    aggregator: 'max',
  },
  {
    name: 'db_up',
    help: '1 while the database answers, else 0; of several processes the worst',
    read: (db) => (db.watch.state === 'up' ? 1 : 0),
    aggregator: 'min',
  },
]

/** Nothing is counted on the way: the present state is read when somebody looks. */
function readAtScrape(registry: Registry): (db: ObservedDatabase) => void {
  let observed: ObservedDatabase | undefined
  for (const { name, help, read, aggregator } of readings) {
    new Gauge({
      name,
      help,
      registers: [registry],
      ...(aggregator ? { aggregator } : {}),
      collect() {
        if (observed) this.set(read(observed))
      },
    })
  }
  new Counter({
    name: 'db_breaker_opens_total',
    help: 'How often the circuit breaker opened',
    registers: [registry],
    collect() {
      this.reset()
      if (observed) this.inc(observed.breaker.status().opened_total)
    },
  })
  return (db) => {
    observed = db
  }
}
