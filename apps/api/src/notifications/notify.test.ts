import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import { notify } from './notify.ts'

let api: TestApi
let reps: TestUser[]

beforeAll(async () => {
  api = await testApi()
  reps = await Promise.all(['rita', 'omar', 'dana'].map((name) => api.build.user(name)))
})
afterAll(() => api.close())

const notice = (user: TestUser, title: string) => ({
  userId: user.id,
  type: 'note_added' as const,
  title,
  message: '',
  link: null,
  leadId: null,
})
const listed = statement<{ title: string }>(
  'test_titles',
  'select title from notifications where user_id = $1 order by seq',
)
const titlesOf = async (user: TestUser, db: Db = api.db) =>
  (await db.sql(listed, [user.id])).map((row) => row.title)

describe('notify', () => {
  it('writes nothing for nobody', async () => {
    await notify(api.db, [])
    expect(await titlesOf(reps[0]!)).toEqual([])
  })

  it('numbers the notifications of a user in the order of commits', async () => {
    const [rita] = reps as [TestUser]
    let second: Promise<void> | undefined
    await api.db.transaction(async (tx) => {
      await notify(tx, [notice(rita, 'early')])
      second = api.db.transaction((other) => notify(other, [notice(rita, 'late')]))
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(await titlesOf(rita)).toEqual([])
    })
    await second
    expect(await titlesOf(rita)).toEqual(['early', 'late'])
  })

  it('never locks two transactions into waiting for each other, whatever the order of users', async () => {
    const orders = [reps, reps.toReversed(), [reps[1]!, reps[2]!, reps[0]!]]
    const rounds = Array.from({ length: 30 }, (_, index) => orders[index % 3]!)
    await Promise.all(
      rounds.map((order, index) =>
        api.db.transaction((tx) =>
          notify(
            tx,
            order.map((user) => notice(user, `r${index}`)),
          ),
        ),
      ),
    )
    const [first, ...others] = await Promise.all(reps.slice(1).map((user) => titlesOf(user)))
    expect(first).toHaveLength(30)
    expect(others).toEqual([first])
  })
})
