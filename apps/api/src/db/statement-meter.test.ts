import { describe, expect, it, onTestFinished } from 'vitest'
import { createTestDatabase } from '../../test/test-database.ts'
import { connect } from './db.ts'
import { composedStatement, statement } from './sql.ts'

const nap = statement<never>('test_nap', 'select pg_sleep($1), $2::text as secret')
const broken = statement<never>('test_broken', 'select 1 / 0')

async function setUp(slowQueryMs: number) {
  const database = await createTestDatabase()
  const lines: [object, string][] = []
  const log = { warn: (details: object, message: string) => void lines.push([details, message]), info() {} }
  const db = connect({ url: database.url, max: 2, onIdleError: () => {}, log, slowQueryMs })
  onTestFinished(async () => {
    await db.close()
    await database.drop()
  })
  return { db, lines }
}

describe('statements that take long', () => {
  it('are told with name and time, never with a value (R069)', async () => {
    const { db, lines } = await setUp(100)
    await db.sql(nap, [0, 'hidden'])
    await db.sql(nap, [0.15, 'hidden'])
    await db.transaction((tx) => tx.sql(nap, [0.15, 'hidden']))
    await db.sql(composedStatement('select pg_sleep($1)'), [0.15])
    await db.pool.query('select pg_sleep($1)', [0.15])
    const slow = lines.filter(([, message]) => message === '[SLOW_QUERY]').map(([details]) => details)
    expect(slow).toEqual([
      { statement: 'test_nap', ms: expect.any(Number), ok: true },
      { statement: 'test_nap', ms: expect.any(Number), ok: true },
      {
        statement: expect.stringMatching(/^c_/),
        ms: expect.any(Number),
        ok: true,
        text: 'select pg_sleep($1)',
      },
      { statement: 'unnamed', ms: expect.any(Number), ok: true, text: 'select pg_sleep($1)' },
    ])
    expect(JSON.stringify(lines)).not.toContain('hidden')
  })

  it('are told to the log of their request', async () => {
    const { db, lines } = await setUp(100)
    const told: string[] = []
    const log = { warn: (_: object, message: string) => void told.push(message) }
    await db.within(new AbortController().signal, log).sql(nap, [0.15, ''])
    expect(told).toEqual(['[SLOW_QUERY]'])
    expect(lines).toEqual([])
  })
})

describe('db.observe', () => {
  it('hears of each statement: name, time, success', async () => {
    const { db } = await setUp(1_000)
    await db.orm()
    const heard: [string, boolean][] = []
    db.observe((name, ms, ok) => {
      expect(ms).toBeGreaterThan(0)
      heard.push([name, ok])
    })
    await db.sql(nap, [0, ''])
    await db.sql(broken).catch(() => {})
    await db.transaction((tx) => tx.sql(nap, [0, '']))
    await (await db.orm()).user.count()
    expect(heard).toEqual([
      ['test_nap', true],
      ['test_broken', false],
      ['test_nap', true],
      ['unnamed', true],
    ])
  })
})
