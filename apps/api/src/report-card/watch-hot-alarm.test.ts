import { b2bModel } from '@leadglass/scoring'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ClosedLead, plantClosed } from '../../test/closed-leads.ts'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { putInForce } from '../../test/versions.ts'
import { judgeOutcomes } from './judge-outcomes.ts'

let api: TestApi
let [admin, manager, rita]: TestUser[] = []
const day = 86_400_000

beforeAll(async () => {
  api = await testApi()
  admin = await api.build.user('bo', 'admin')
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
})
afterAll(() => api.close())
beforeEach(async () => {
  await api.db.pool.query('delete from leads')
  await api.db.pool.query('delete from notifications')
  await putInForce(api, { document: b2bModel })
})

const leads = (score: number, won: number, rows: number, daysAgo = 10): ClosedLead[] =>
  Array.from({ length: rows }, (_, index) => ({
    won: index < won,
    closedAt: new Date(Date.now() - daysAgo * day),
    judged: { score },
  }))
const hot = (won: number, rows: number, daysAgo?: number) => leads(90, won, rows, daysAgo)
const warm = (won: number, rows: number, daysAgo?: number) => leads(60, won, rows, daysAgo)

const look = (daysAhead = 0) =>
  judgeOutcomes({
    db: api.db,
    clock: () => new Date(Date.now() + daysAhead * day),
    signal: new AbortController().signal,
  })
const noticesOf = async (as: TestUser) =>
  (await api.call('get', '/api/notifications', { as })).body.items as {
    notification_type: string
    title: string
    message: string
    link: string
  }[]
const alarmOf = async () => (await api.call('get', '/api/report-card', { as: rita! })).body.alarm

describe('the alarm of hot leads that are no better', () => {
  it('is raised once, tells the managers once, and stands on the report card', async () => {
    await plantClosed(api, [...hot(4, 40), ...warm(20, 60)])
    expect(await look()).toMatchObject({ alarm: true })
    expect(await look()).toMatchObject({ alarm: true })
    await Promise.all([look(), look()])
    for (const who of [admin!, manager!]) {
      expect(await noticesOf(who)).toMatchObject([
        {
          notification_type: 'score_alarm',
          title: 'Hot leads no longer beat warm ones',
          message:
            'Of the leads closed in the last 180 days 10 % (4 of 40) of the hot ones were won and 33 % (20 of 60) of the warm ones: hot no longer beats warm.',
          link: '/report-card',
        },
      ])
    }
    expect(await noticesOf(rita!)).toEqual([])
    expect(await alarmOf()).toMatchObject({
      raised: true,
      since: expect.any(String),
      sentence: expect.stringMatching(/: hot no longer beats warm\.$/),
    })
  })

  it('is raised once where several look for the first time at once', async () => {
    await plantClosed(api, [...hot(4, 40), ...warm(20, 60)])
    const found = await Promise.all([look(), look(), look()])
    expect(found.map(({ alarm }) => alarm)).toEqual([true, true, true])
    expect(await noticesOf(manager!)).toHaveLength(1)
  })

  it('goes on while hot is ahead by too little, ends when it is ahead clearly, and is told anew after that', async () => {
    await plantClosed(api, [...hot(100, 500), ...warm(150, 500)])
    await look()
    await plantClosed(api, [...hot(390, 1_000), ...warm(300, 1_000)])
    expect(await look()).toMatchObject({ alarm: true })
    expect((await alarmOf()).sentence).toMatch(/does not beat warm clearly enough to call the alarm off\.$/)
    await plantClosed(api, hot(600, 1_000))
    expect(await look()).toMatchObject({ alarm: false })
    expect(await alarmOf()).toMatchObject({ raised: false, since: null })
    expect(await noticesOf(manager!)).toHaveLength(1)
    await plantClosed(api, [...hot(0, 4_000), ...warm(1_500, 3_000)])
    expect(await look()).toMatchObject({ alarm: true })
    expect(await noticesOf(manager!)).toHaveLength(2)
  })

  it('looks at the last 180 days alone', async () => {
    await plantClosed(api, [...hot(4, 40, 181), ...warm(20, 60, 10)])
    expect(await look()).toMatchObject({ alarm: false })
    await plantClosed(api, hot(4, 40, 170))
    expect(await look()).toMatchObject({ alarm: true })
    expect(await look(11)).toMatchObject({ alarm: false })
    expect(await noticesOf(manager!)).toHaveLength(1)
  })

  it('ends with its version', async () => {
    await plantClosed(api, [...hot(4, 40), ...warm(20, 60)])
    await look()
    await putInForce(api, { document: { ...b2bModel, name: 'Next' } })
    expect(await look()).toMatchObject({ alarm: false })
    const { rows } = await api.db.pool.query('select * from score_alarms where ended_at is null')
    expect(rows).toEqual([])
    expect(await alarmOf()).toMatchObject({ raised: false })
  })

  it('says nothing of few leads, nor of hot ones that are better', async () => {
    await plantClosed(api, [...hot(0, 29), ...warm(20, 60)])
    expect(await look()).toMatchObject({ alarm: false })
    await plantClosed(api, hot(29, 29))
    expect(await look()).toMatchObject({ alarm: false })
    expect(await noticesOf(manager!)).toEqual([])
  })
})
