import { scoringPresets } from '@leadglass/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { putInForce, rescoreAll } from '../../test/versions.ts'

const day = 86_400_000
const monday = Date.parse('2024-03-04T12:00:00Z')
type Points = { points: number }
const sum = (parts: Points[]) => parts.reduce((total, { points }) => total + points, 0)

describe('the score of a moment and why it moved (R102, R103)', () => {
  let api: TestApi
  let [dana, omar]: TestUser[] = []
  let now = monday

  beforeAll(async () => {
    api = await testApi({ clock: () => new Date(now) })
    dana = await api.build.user('dana')
    omar = await api.build.user('omar')
  })
  afterAll(() => api.close())

  const create = async (body: object = {}) =>
    (await api.call('post', '/api/leads', { as: dana!, body: { name: 'Acme', title: 'CEO', ...body } })).body
  const get = (id: string, part: string, query: Record<string, string> = {}, as = dana!) =>
    api.call('get', `/api/leads/${id}/${part}`, { as, query })
  const record = async (id: string, activity_type: string, occurred_at = new Date(now).toISOString()) => {
    const body = { activity_type, occurred_at }
    return (await api.call('post', `/api/leads/${id}/activity`, { as: dana!, body }).expect(201)).body
  }
  const historyOf = async (id: string) => (await get(id, 'score-history').expect(200)).body.items

  it('tells a score by entry, by moment and as of now', async () => {
    now = monday
    const { id, current_score: first } = await create()
    now += day
    const { current_score: second } = await record(id, 'demo_request')
    const [newer, older] = await historyOf(id)
    const scoreAt = async (at: string) => (await get(id, 'score-at', { at }).expect(200)).body
    expect((await scoreAt(older.id)).total_score).toBe(first)
    expect((await scoreAt(newer.id)).total_score).toBe(second)
    expect(await scoreAt(new Date(monday + day - 1).toISOString())).toEqual(await scoreAt(older.id))
    expect(await scoreAt(new Date(monday + day).toISOString())).toEqual(await scoreAt(newer.id))
    expect(await scoreAt('2100-01-01T00:00:00+02:00')).toEqual((await get(id, 'score')).body)
    expect((await scoreAt(older.id)).terms.map(({ rule }: { rule: string }) => rule)).not.toContain(
      'demo-request',
    )
  })

  it('says in one sentence and in full what moved: new activity, field, decay', async () => {
    now = monday
    const { id, current_score } = await create({ title: 'Student' })
    now += day
    const asked = await record(id, 'demo_request')
    await record(id, 'email_open', new Date(monday - 5 * day).toISOString())
    await api.call('patch', `/api/leads/${id}`, { as: dana!, body: { title: 'CEO' } }).expect(200)
    const since = new Date(monday + 1000).toISOString()
    const { body } = await get(id, 'score-comparison', { from: since }).expect(200)
    expect(body).toMatchObject({
      lead_id: id,
      from: {
        at: new Date(monday).toISOString(),
        score: current_score,
        model_version: 1,
        win_probability: null,
      },
      field_changes: [{ field: 'title', before: 'Student', after: 'CEO' }],
    })
    expect(body.points).toBe(body.to.score - current_score)
    expect(sum(body.parts)).toBe(body.points)
    const sizes = body.parts.map(({ points }: Points) => Math.abs(points))
    expect(sizes).toEqual(sizes.toSorted((a: number, b: number) => b - a))
    expect(body.parts).toContainEqual({
      rule: 'demo-request',
      group: 'buying_signals',
      label: 'Asked for a demo',
      points: 20,
      cause: 'new_activity',
      before: null,
      after: 20,
    })
    expect(body.activities.map((item: { activity_type: string }) => item.activity_type)).toEqual([
      'demo_request',
      'email_open',
    ])
    expect(body.activities[0].id).toBe(asked.id)
    expect(body.sentence).toMatch(/^\+\d+ since yesterday: (asked for a demo \+20|job title changed \+\d+), /)

    now += 60 * day
    await rescoreAll(api, now)
    const { body: later } = await get(id, 'score-comparison', { from: body.to.at }).expect(200)
    expect(later.sentence).toMatch(/^−\d+ since 5 Mar: demo request decayed −\d+, /)
    const thursday = new Date(now - 2 * day).toISOString()
    const { body: sameMove } = await get(id, 'score-comparison', { from: thursday }).expect(200)
    expect(sameMove).toEqual({ ...later, sentence: later.sentence.replace('since 5 Mar', 'since Thursday') })
    expect(later.activities).toEqual([])
    expect(later.field_changes).toEqual([])
    expect(sum(later.parts)).toBe(later.points)
  })

  it('says that nothing moved, and which version replaced another', async () => {
    now = monday + 100 * day
    const { id } = await create({ country: 'Norway' })
    const [first] = await historyOf(id)
    const still = (await get(id, 'score-comparison', { from: first.id, to: first.id }).expect(200)).body
    expect(still).toMatchObject({ points: 0, parts: [], sentence: 'Nothing moved' })

    now += day
    const rules = scoringPresets.b2b.rules.map((rule) =>
      rule.kind === 'field' && rule.points > 3 ? { ...rule, points: rule.points - 2 } : rule,
    )
    await putInForce(api, { document: { ...scoringPresets.b2b, rules } })
    await rescoreAll(api, now)
    const { body } = await get(id, 'score-comparison', { from: first.id }).expect(200)
    expect(body.sentence).toBe(`Version 2 replaced version 1: −${-body.points}`)
    expect(body).toMatchObject({ from: { model_version: 1 }, to: { model_version: 2 } })
    await putInForce(api, { document: scoringPresets.b2b })
  })

  it('says what was not kept instead of telling parts that do not sum', async () => {
    now = monday + 200 * day
    const { id } = await create()
    now += day
    const asked = await record(id, 'demo_request')
    now += day
    await record(id, 'call')
    const [, second, first] = await historyOf(id)
    await api.db.pool.query('delete from activities where id = $1', [asked.id])

    const { body: then } = await get(id, 'score-at', { at: second.id }).expect(200)
    expect(then.total_score).toBe(second.new_score)
    expect(sum(then.terms)).toBe(second.new_score)
    expect(then.breakdown.buying_signals).toBe(second.buying_signals)
    expect(then.terms).toContainEqual({
      group: 'buying_signals',
      rule: 'ledger:unknown',
      label: 'Not on record',
      points: 20,
      evidence: { kind: 'unknown' },
    })
    const { body } = await get(id, 'score-comparison', { from: first.id, to: second.id }).expect(200)
    expect(body.parts).toEqual([
      {
        rule: 'ledger:unknown',
        group: 'buying_signals',
        label: 'Not on record',
        points: 20,
        cause: 'unknown',
        before: null,
        after: 20,
      },
    ])
    expect(body.sentence).toMatch(/not on record \+20$/)
    const { body: current } = await get(id, 'score').expect(200)
    expect(sum(current.terms)).toBe(current.total_score)
  })

  it('names the last sign of life behind a silence', async () => {
    now = monday + 300 * day
    const { id } = await create()
    await record(id, 'call')
    now += day
    const last = await record(id, 'meeting')
    now += 45 * day
    await rescoreAll(api, now)
    const { body } = await get(id, 'score')
    const silence = body.terms.find(({ rule }: { rule: string }) => rule === 'silent-30-days')
    expect(silence.evidence).toEqual({ kind: 'silence', lastActivityAgeInDays: 45, activityIds: [last.id] })
  })

  it('refuses what is no point of the lead, and points in the wrong order', async () => {
    now = monday + 500 * day
    const { id } = await create()
    const other = await create()
    now += day
    await record(id, 'demo_request')
    const [newer, older] = await historyOf(id)
    const [foreign] = await historyOf(other.id)
    const compare = (query: Record<string, string>) => get(id, 'score-comparison', query)
    await compare({ from: foreign.id }).expect(404)
    await compare({ from: older.id, to: foreign.id }).expect(404)
    await compare({ from: '2001-01-01T00:00:00Z' }).expect(404)
    await get(id, 'score-at', { at: foreign.id }).expect(404)
    const backwards = await compare({ from: newer.id, to: older.id }).expect(400)
    expect(backwards.body.errors[0].field).toBe('from')
    await compare({}).expect(400)
    await compare({ from: 'yesterday' }).expect(400)
    await get(id, 'score-at', { at: '2026-13-01T00:00:00Z' }).expect(400)
    await get(id, 'score-at').expect(400)
  })

  it('is 404 out of sight and 401 without sign-in', async () => {
    const { id } = await create()
    const [entry] = await historyOf(id)
    for (const [part, query] of [
      ['score-at', { at: entry.id }],
      ['score-comparison', { from: entry.id }],
    ] as [string, Record<string, string>][]) {
      await get(id, part, query, omar!).expect(404)
      await api.call('get', `/api/leads/${id}/${part}`, { query }).expect(401)
    }
  })
})
