import { expect, it } from 'vitest'
import { ownTestApi } from '../../test/test-api.ts'
import { statement } from './sql.ts'

const fail = statement('test_fail', 'select 1 / 0')
const rename = statement('test_rename', `update leads set name = 'another'`)

it('tells no transaction as done that PostgreSQL rolled back, whatever the work made of its failure', async () => {
  const { db, build } = await ownTestApi()
  const { name } = await build.lead()
  const work = db.transaction(async (tx) => {
    await tx.sql(rename)
    await tx.sql(fail).catch(() => {})
  })
  await expect(work).rejects.toThrow('rolled back')
  expect((await db.pool.query('select name from leads')).rows).toEqual([{ name }])
  await db.transaction((tx) => tx.sql(rename))
  expect(db.poolStatus().checked_out).toBe(0)
})
