import { expect, it } from 'vitest'
import { createTestDatabase } from '../test/test-database.ts'
import { connect } from './db/db.ts'
import { createLog } from './log.ts'

it('tells of a cut connection without the connection: no password, no key of it', async () => {
  const database = await createTestDatabase()
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  const cut = Promise.withResolvers<void>()
  const onIdleError = (error: Error) => {
    log.warn({ err: error }, 'idle connection lost')
    cut.resolve()
  }
  const db = connect({ url: database.url, max: 2, onIdleError })
  const { rows } = await db.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const killer = connect({ url: database.url, max: 1, onIdleError: () => {} })
  await killer.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await cut.promise
  await Promise.all([db.close(), killer.close()])
  await database.drop()

  expect(lines).toHaveLength(1)
  const { err } = JSON.parse(lines[0] ?? '')
  expect(err).toMatchObject({ code: '57P01', message: expect.stringContaining('terminating connection') })
  expect(lines[0]).not.toContain(new URL(database.url).password || 'connectionParameters')
  expect(lines[0]).not.toMatch(/secretKey|connectionParameters|processID|"client"/)
})
