import { b2bModel } from '@leadglass/scoring'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ClosedLead, plantClosed } from '../../test/closed-leads.ts'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { putInForce } from '../../test/versions.ts'

let api: TestApi
let [admin, manager, rita, omar]: TestUser[] = []
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const dayText = (date: Date) => date.toISOString().slice(0, 10)

beforeAll(async () => {
  api = await testApi()
  admin = await api.build.user('bo', 'admin')
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
})
afterAll(() => api.close())
beforeEach(async () => {
  await api.db.pool.query('delete from leads')
  await putInForce(api, { document: b2bModel })
})

const hotsOf = async (as: TestUser, query: Record<string, string> = {}) =>
  (await api.call('get', '/api/report-card', { as, query })).body.false_hots as { name: string }[]

describe('false hots', () => {
  const lost = (name: string, days: number, more: Partial<ClosedLead> = {}): ClosedLead => ({
    ...{ won: false, name, closedAt: daysAgo(days), judged: { score: 90, winProbability: 0.75 } },
    ...more,
  })
  const names = async (as: TestUser, query: Record<string, string> = {}) =>
    (await hotsOf(as, query)).map(({ name }) => name)

  it('are leads that were hot and lost, newest first, for those who see them', async () => {
    const [, ofRita, helped] = await plantClosed(api, [
      lost('nobody’s', 3),
      lost('Rita’s', 2, { ownerId: rita!.id }),
      lost('helped', 5),
      lost('won', 1, { won: true }),
      lost('warm', 1, { judged: { score: 60 } }),
      lost('not judged', 1, { judged: undefined } as never),
    ])
    await api.build.assignment({ id: helped! } as never, rita!, false)
    expect(await names(manager!)).toEqual(['Rita’s', 'nobody’s', 'helped'])
    expect(await names(admin!)).toEqual(['Rita’s', 'nobody’s', 'helped'])
    expect(await names(rita!)).toEqual(['Rita’s', 'helped'])
    expect(await names(omar!)).toEqual([])
    expect((await hotsOf(rita!))[0]).toEqual({
      lead_id: ofRita,
      name: 'Rita’s',
      company: null,
      score: 90,
      win_probability: 0.75,
      closed_at: expect.any(String),
      owner: { id: rita!.id, full_name: 'Rita' },
    })
  })

  it('follow the filters and are fifty at most', async () => {
    await plantClosed(
      api,
      Array.from({ length: 60 }, (_, index) => lost(`lead ${index}`, index + 1, { ownerId: rita!.id })),
    )
    for (const who of [manager!, rita!]) {
      expect(await names(who)).toEqual(Array.from({ length: 50 }, (_, index) => `lead ${index}`))
      const to = dayText(daysAgo(59))
      expect((await names(who, { to })).at(-1)).toBe('lead 59')
      expect(await names(who, { seen: 'held_out' })).toEqual([])
    }
  })
})
