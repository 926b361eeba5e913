import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { describe, expect, it } from 'vitest'
import { wellStatus } from '../test/system-status.ts'
import { findAttention } from './attention.ts'

const { database, process, requests } = wellStatus
const [loop] = wellStatus.loops
if (!loop) throw new Error('the fixture has a loop')
const hour = requests.last_hour

const cases: [string, Partial<SystemStatus>, 'critical' | 'warning', RegExp][] = [
  [
    'the database is away',
    { database: { ...database, state: 'down', message: 'It refuses' } },
    'critical',
    /It refuses/,
  ],
  [
    'the breaker is open',
    { database: { ...database, breaker: { ...database.breaker, state: 'half_open' } } },
    'critical',
    /half open/,
  ],
  [
    'migrations are pending',
    { migrations: { ...wellStatus.migrations, state: 'pending', pending: ['a'] } },
    'critical',
    /pending: a/,
  ],
  [
    'more than 80 % of the pool is in use',
    { database: { ...database, pool: { ...database.pool, utilization_percent: 80.01 } } },
    'warning',
    /80.01 %/,
  ],
  [
    'a loop fails',
    { loops: [{ ...loop, consecutive_failures: 2, last_error: 'x' }] },
    'warning',
    /Score decay failed 2 times/,
  ],
  ['a loop is overdue', { loops: [{ ...loop, overdue: true }] }, 'warning', /Score decay is overdue/],
  [
    'requests fail',
    { requests: { ...requests, last_hour: { ...hour, error_rate_percent: 1.2 } } },
    'warning',
    /1.2 %/,
  ],
  [
    'timers are late',
    { process: { ...process, event_loop_delay: { p50_ms: 1, p99_ms: 240, max_ms: 300 } } },
    'warning',
    /240 ms late/,
  ],
  [
    'memory runs out',
    { process: { ...process, memory: { ...process.memory, heap_used_percent: 90 } } },
    'warning',
    /90 %/,
  ],
  ['Redis is away', { redis: { state: 'disconnected' } }, 'warning', /Redis/],
  ['mail fails', { mail: { ...wellStatus.mail, state: 'failing', last_error: 'x' } }, 'warning', /Mail/],
]

describe('findAttention', () => {
  it('finds nothing where all is well', () => {
    expect(findAttention(wellStatus)).toEqual([])
  })

  it.each(cases)('tells that %s', (_what, change, level, text) => {
    expect(findAttention({ ...wellStatus, ...change })).toEqual([
      { level, text: expect.stringMatching(text), advice: expect.stringMatching(/\w/) },
    ])
  })

  it('puts what is broken before what is odd, and tells an open breaker of an outage once', () => {
    const breaker = { ...database.breaker, state: 'open' } as const
    const found = findAttention({
      ...wellStatus,
      redis: { state: 'disconnected' },
      database: { ...database, state: 'down', message: 'It refuses', breaker },
    })
    expect(found.map(({ level }) => level)).toEqual(['critical', 'warning'])
  })

  it('takes the limits themselves for good', () => {
    const atLimit = {
      ...wellStatus,
      database: { ...database, pool: { ...database.pool, utilization_percent: 80 } },
      requests: { ...requests, last_hour: { ...hour, error_rate_percent: 1 } },
    }
    expect(findAttention(atLimit)).toEqual([])
  })
})
