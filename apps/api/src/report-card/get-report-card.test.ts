import { b2bModel } from '@leadglass/scoring'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ClosedLead, plantClosed } from '../../test/closed-leads.ts'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { putInForce, testCard } from '../../test/versions.ts'
import { judgedLeads } from './judged-leads.ts'
import { listJudgedColumns } from './report-card-repository.ts'

let api: TestApi
let [admin, manager, rita, omar]: TestUser[] = []
const day = 86_400_000
const now = new Date()
const daysAgo = (days: number) => new Date(now.getTime() - days * day)
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

const card = (query: Record<string, string> = {}, as: TestUser | undefined = manager) =>
  api.call('get', '/api/report-card', { ...(as ? { as } : {}), query })
const body = async (query: Record<string, string> = {}, as?: TestUser) => (await card(query, as)).body

type Score = NonNullable<ClosedLead['judged']>
/** `rows` leads of which the first `won` were won, closed a day apart from `from` days ago on. */
const group = (won: number, rows: number, judged: Score, from = 1): ClosedLead[] =>
  Array.from({ length: rows }, (_, index) => ({
    won: index < won,
    closedAt: daysAgo(from + (index % 100)),
    judged,
  }))

describe('GET /api/report-card', () => {
  it('says that nothing was judged', async () => {
    const answer = await card()
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      version: expect.any(Number),
      learned_number: null,
      rows: 0,
      rows_capped: false,
      won: 0,
      waiting: 0,
      held_out_rows: 0,
      later_rows: 0,
      enough: false,
      sentence: 'Not enough outcomes yet (0 of 50 won, 0 of 50 lost).',
      needed: 50,
      closed_from: null,
      closed_to: null,
      judged_at: null,
      training_age_days: null,
      classes: [],
      score: null,
      rules_auc: null,
      probability: null,
      by_time: [],
      alarm: {
        raised: false,
        since: null,
        sentence:
          'Too few hot and warm leads were closed in the last 180 days to compare them (0 hot and 0 warm, 30 of each are needed).',
      },
      false_hots: [],
      verdicts: { too_high: 0, too_low: 0, right: 0, open: 0 },
    })
  })

  it('offers no number below fifty of either, and tells how many wait', async () => {
    await plantClosed(api, [
      ...group(14, 14, { score: 90 }),
      ...group(0, 100, { score: 10 }),
      { won: true, closedAt: daysAgo(3) },
    ])
    expect(await body()).toMatchObject({
      ...{ rows: 114, won: 14, waiting: 1, enough: false },
      sentence: 'Not enough outcomes yet (14 of 50 won); one closed lead is still to be judged.',
      ...{ classes: [], score: null, rules_auc: null, probability: null, by_time: [] },
    })
  })

  it('has nothing to rank where all were won', async () => {
    await plantClosed(api, group(80, 80, { score: 90 }))
    expect(await body()).toMatchObject({
      enough: false,
      sentence: 'Not enough outcomes yet (0 of 50 lost).',
      score: null,
    })
  })

  it('tells what a version of rules is worth', async () => {
    await plantClosed(api, [
      ...group(42, 120, { score: 85 }),
      ...group(30, 200, { score: 60 }),
      ...group(10, 200, { score: 20 }),
    ])
    const answer = await body()
    expect(answer).toMatchObject({
      ...{ rows: 520, won: 82, held_out_rows: 0, later_rows: 520, enough: true, learned_number: null },
      sentence: 'Of 120 hot leads 42 were won (35 %, 27–44 %): 3.5 times as many as of the rest.',
      classes: [
        { classification: 'hot', rows: 120, won: 42, rate: 0.35 },
        { classification: 'warm', rows: 200, won: 30, rate: 0.15 },
        { classification: 'cold', rows: 200, won: 10, rate: 0.05 },
      ],
      probability: null,
      closed_from: daysAgo(100).toISOString(),
      closed_to: daysAgo(1).toISOString(),
      judged_at: expect.any(String),
      alarm: { raised: false, sentence: expect.stringMatching(/35 % \(42 of 120\).*15 % \(30 of 200\)/) },
    })
    // By hand: pairs of a won and a lost lead in which the won one stands higher, ties half.
    const lost = [78, 170, 190] as const
    const above = 42 * (lost[0] / 2 + lost[1] + lost[2]) + 30 * (lost[1] / 2 + lost[2]) + 10 * (lost[2] / 2)
    expect(answer.score.auc.value).toBeCloseTo(above / (82 * 438), 12)
    expect(answer.rules_auc).toEqual(answer.score.auc)
    expect(answer.score.top_tenth.capture).toBeCloseTo((42 / 82) * (52 / 120), 9)
    expect(answer.score.lift).toHaveLength(41)
    expect(answer.by_time.length).toBeGreaterThan(1)
    expect(answer.by_time.reduce((sum: number, span: { rows: number }) => sum + span.rows, 0)).toBe(520)
  })

  it('has no hot rate without hot leads', async () => {
    await plantClosed(api, [...group(60, 100, { score: 60 }), ...group(10, 100, { score: 20 })])
    expect(await body()).toMatchObject({
      sentence: 'None of the 200 closed leads was hot; 35 % of them were won.',
      classes: [
        { classification: 'hot', rows: 0, won: 0, rate: null, interval: { low: 0, high: 1 } },
        {},
        {},
      ],
      by_time: expect.arrayContaining([expect.objectContaining({ hot_rate: null })]),
    })
  })

  it('tells apart what the score, the rules and the probability of a learned version are worth', async () => {
    const training = putInForce(api, { document: b2bModel, learned: { card: testCard, weight: 0.5 } })
    await training
    await api.db.pool.query('update learned_models set trained_at = $1', [daysAgo(12)])
    const judged = (score: number, rulesScore: number, winProbability: number, heldOut: boolean) => ({
      ...{ score, rulesScore, winProbability, heldOut },
    })
    await plantClosed(api, [
      ...group(60, 100, judged(90, 40, 0.6, true)),
      ...group(20, 100, judged(55, 40, 0.25, true)),
      ...group(10, 100, judged(15, 60, 0.08, false), 5),
    ])
    const answer = await body()
    expect(answer).toMatchObject({
      ...{ rows: 300, held_out_rows: 200, later_rows: 100, learned_number: expect.any(Number) },
      probability: { rows: 300, won: 90, calibration: expect.any(Array) },
    })
    expect(answer.training_age_days).toBeCloseTo(12, 1)
    expect(answer.score.auc.value).toBeGreaterThan(0.75)
    expect(answer.rules_auc.value).toBeLessThan(0.5)
    const loss = -(
      60 * Math.log(0.6) +
      40 * Math.log(0.4) +
      20 * Math.log(0.25) +
      80 * Math.log(0.75) +
      10 * Math.log(0.08) +
      90 * Math.log(0.92)
    )
    expect(answer.probability.log_loss).toBeCloseTo(loss / 300, 6)
    expect(answer.probability.calibration_slope).toBeGreaterThan(0.7)
  })

  it('speaks of the version in force alone', async () => {
    await plantClosed(api, [...group(60, 60, { score: 90 }), ...group(0, 60, { score: 20 })])
    const { version } = await body()
    await putInForce(api, { document: { ...b2bModel, name: 'Next' } })
    expect(await body()).toMatchObject({ version: version + 1, rows: 0, waiting: 120, enough: false })
  })
})

describe('the filters of the report card', () => {
  beforeEach(async () => {
    await plantClosed(api, [
      ...group(60, 120, { score: 90, heldOut: true, winProbability: 0.5 }),
      ...group(5, 40, { score: 20, heldOut: false, winProbability: 0.1 }, 200),
      { won: false, closedAt: daysAgo(250) },
    ])
  })

  it.each([
    ['everything', {}, 160],
    ['leads of the training', { seen: 'held_out' }, 120],
    ['leads that were not in it', { seen: 'later' }, 40],
    ['both', { seen: 'all' }, 160],
    ['since a day', { from: dayText(daysAgo(150)) }, 120],
    ['until a day, which is included', { to: dayText(daysAgo(239)) }, 1],
    ['between two days', { from: dayText(daysAgo(210)), to: dayText(daysAgo(201)) }, 10],
    ['days before which nothing was', { to: '2001-01-01' }, 0],
    ['days and training', { from: dayText(daysAgo(150)), seen: 'later' }, 0],
  ])('show %s', async (_, query, rows) => {
    expect((await body(query as Record<string, string>)).rows).toBe(rows)
  })

  it('count those that wait by their days', async () => {
    expect((await body({ to: dayText(daysAgo(245)) })).waiting).toBe(1)
    expect((await body({ from: dayText(daysAgo(245)) })).waiting).toBe(0)
  })

  it('count verdicts of those days', async () => {
    const lead = await api.build.lead({ ownerId: rita!.id })
    const say = (verdict: string, as: TestUser) =>
      api.call('post', `/api/leads/${lead.id}/verdicts`, { as, body: { verdict } })
    await say('too_high', rita!)
    await say('right', admin!)
    const { id } = (await say('too_low', manager!)).body
    expect((await body()).verdicts).toEqual({ too_high: 1, too_low: 1, right: 1, open: 2 })
    await api.call('post', `/api/verdicts/${id}/review`, { as: admin!, body: {} })
    expect((await body()).verdicts).toEqual({ too_high: 1, too_low: 1, right: 1, open: 1 })
    expect((await body({ to: dayText(daysAgo(1)) })).verdicts).toEqual({
      ...{ too_high: 0, too_low: 0, right: 0, open: 0 },
    })
  })

  it.each([{ from: 'yesterday' }, { to: '2026-02-30' }, { seen: 'none' }, { lead_id: '1' }])(
    'refuse %o',
    async (query) => {
      expect((await card(query as unknown as Record<string, string>)).status).toBe(400)
    },
  )
})

describe('more judged leads than are looked at', () => {
  it('are left out, the oldest first, and it is said', async () => {
    await plantClosed(api, [
      ...group(30, 60, { score: 90, heldOut: true }),
      ...group(10, 60, { score: 20 }, 200),
    ])
    const { rows } = await api.db.pool.query('select id from scoring_models where is_active')
    const columnsOf = (most: number) => listJudgedColumns(api.db, { modelId: rows[0].id }, most)
    const capped = await columnsOf(100)
    expect(capped).toMatchObject({ capped: true, held_out: 60 })
    expect(judgedLeads(capped).won).toHaveLength(100)
    expect(capped.closed?.at(-1)).toBe(daysAgo(239).getTime())
    expect(await columnsOf(120)).toMatchObject({ capped: false, held_out: 60 })
    expect(await columnsOf(119)).toMatchObject({ capped: true })
    expect(await body()).toMatchObject({ rows: 120, rows_capped: false })
  })
})

describe('who sees the report card, and how fresh it is', () => {
  it('is everybody who is signed in, with the same figures', async () => {
    await plantClosed(api, [...group(60, 60, { score: 90 }), ...group(0, 60, { score: 20 })])
    expect((await api.call('get', '/api/report-card')).status).toBe(401)
    const [one, ...others] = await Promise.all(
      [admin, manager, rita, omar].map(async (who) => {
        const { false_hots: _, ...figures } = await body({}, who)
        return figures
      }),
    )
    for (const other of others) expect(other).toEqual(one)
  })

  it('is measured anew when outcomes are judged, closed, turned or taken back', async () => {
    const rowsBecome = (expected: object) =>
      vi.waitFor(async () => expect(await body()).toMatchObject(expected), { timeout: 3_000, interval: 20 })
    await plantClosed(api, [...group(60, 60, { score: 90 }), ...group(0, 60, { score: 20 })])
    await rowsBecome({ rows: 120, won: 60, waiting: 0 })
    const [waits] = await plantClosed(api, [{ won: false, closedAt: daysAgo(1) }])
    await rowsBecome({ rows: 120, waiting: 1 })
    await api.db.pool.query('update lead_outcomes set won = true where lead_id = $1', [waits])
    await api.db.pool.query(
      `insert into judged_outcomes (scoring_model_id, lead_id, score, classification, rules_score, held_out)
       select scoring_model_id, lead_id, 70, 'warm', 70, false from lead_outcomes where lead_id = $1`,
      [waits],
    )
    await rowsBecome({ rows: 121, won: 61, waiting: 0 })
    await api.db.pool.query('update lead_outcomes set won = false where lead_id = $1', [waits])
    await rowsBecome({ rows: 121, won: 60 })
    await api.db.pool.query('delete from lead_outcomes where lead_id = $1', [waits])
    await rowsBecome({ rows: 120, won: 60 })
  })
})
