import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs } from '../../test/sign-in.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'
import { planSeedUsers, seedUsers } from './seed-users.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

describe('seeding the test users (R079, C35)', () => {
  it('makes four users who can sign in with generated passwords', async () => {
    const made = await seedUsers(api.db, planSeedUsers({}, false))
    expect(made.map(({ username, role }) => [username, role])).toEqual([
      ['admin', 'admin'],
      ['manager', 'manager'],
      ['rep1', 'sales_rep'],
      ['rep2', 'sales_rep'],
    ])
    expect(new Set(made.map(({ password }) => password)).size).toBe(4)
    for (const { username, role, password } of made) {
      expect((await signInAs(api, username, password)).user.role).toBe(role)
    }
  })

  it('is idempotent: who exists keeps the password', async () => {
    const own = await ownTestApi()
    const [first] = await seedUsers(own.db, planSeedUsers({}, false))
    expect(await seedUsers(own.db, planSeedUsers({ SEED_PASSWORD: 'four-brown-foxes-7' }, false))).toEqual([])
    await signInAs(own, 'admin', first?.password)
    expect(await (await own.db.orm()).user.count()).toBe(4)
  })

  it('takes one password for all, or one for each', () => {
    const planned = planSeedUsers(
      { SEED_PASSWORD: 'four-brown-foxes-7', SEED_PASSWORD_REP1: 'seven-quiet-rivers' },
      true,
    )
    expect(planned.map(({ password }) => password)).toEqual([
      'four-brown-foxes-7',
      'four-brown-foxes-7',
      'seven-quiet-rivers',
      'four-brown-foxes-7',
    ])
  })

  it('refuses to invent passwords in production, and passwords that nobody may set', async () => {
    expect(() => planSeedUsers({}, true)).toThrow('set SEED_PASSWORD')
    expect(() => planSeedUsers({ SEED_PASSWORD_ADMIN: 'four-brown-foxes-7' }, true)).toThrow('SEED_PASSWORD')
    expect(() => planSeedUsers({ SEED_PASSWORD: 'short' }, true)).toThrow('at least 12 characters')
    const weak = planSeedUsers({ SEED_PASSWORD: 'Password1234' }, true)
    await expect(seedUsers(api.db, weak)).rejects.toThrow('is too common')
  })
})
