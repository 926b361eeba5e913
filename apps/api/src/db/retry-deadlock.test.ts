import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { ownTestApi } from '../../test/test-api.ts'
import type { Db } from './db.ts'
import { retryDeadlock } from './retry-deadlock.ts'

const failing = (code: string) => Object.assign(new Error(code), { code })

it('finishes two transactions that lock the same two rows in opposite orders', async () => {
  const { db, build } = await ownTestApi()
  const [one, two] = [await build.lead(), await build.lead()]
  let runs = 0
  const rename = (tx: Db, id: string) =>
    tx.sql({ name: undefined, text: `update leads set name = name || '!' where id = $1` }, [id])
  const lock = (first: string, second: string) =>
    db.transaction(async (tx) => {
      runs += 1
      await rename(tx, first)
      await pause(200)
      await rename(tx, second)
    })
  await Promise.all([lock(one.id, two.id), lock(two.id, one.id)])
  expect(runs).toBe(3)
  const { rows } = await db.pool.query('select name from leads')
  expect(rows.every(({ name }) => name.endsWith('!!') && !name.endsWith('!!!'))).toBe(true)
})

it('gives up after four tries, and at once on any other error', async () => {
  for (const [code, expected] of [
    ['40P01', 4],
    ['40001', 4],
    ['23505', 1],
  ] as const) {
    let runs = 0
    const work = () => {
      runs += 1
      return Promise.reject(failing(code))
    }
    await expect(retryDeadlock(work)).rejects.toThrow(code)
    expect(runs).toBe(expected)
  }
})
