import { type ScoringModel, scoringPresets } from '@leadglass/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { putInForce, rescoreAll, testCard } from '../../test/versions.ts'

type Term = { group: string; rule: string; points: number }
type Entry = { id: string; new_score: number; created_at: string }

const day = 86_400_000
const seed = Math.floor(Math.random() * 2 ** 31)
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

/** Mulberry32: the same walk for a seed. */
function randomOf(start: number) {
  let state = start
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const nosy: ScoringModel = {
  ...scoringPresets.b2b,
  name: 'Asks for everything',
  rules: [
    ...scoringPresets.b2b.rules,
    ...(['status', 'metadata.plan', 'estimated_value'] as const).map((field, index) => ({
      id: `nosy-${index}`,
      group: 'demographic_fit' as const,
      label: `Asks for ${field}`,
      kind: 'field' as const,
      field,
      test: [{ oneOf: ['won', 'qualified'] }, { present: true }, { min: 1000 }][index] ?? { present: true },
      points: 7 - 5 * index,
    })),
    ...(['note', 'status_change', 'lead_created'] as const).map((activity) => ({
      id: `nosy-${activity}`,
      group: 'engagement' as const,
      label: `Counts ${activity}`,
      kind: 'activity' as const,
      activity,
      points: 3,
      maxCount: 5,
    })),
  ],
}
const versions = [
  { document: scoringPresets.b2b },
  { document: scoringPresets.dealership },
  { document: nosy },
  { document: scoringPresets.b2b, learned: { card: testCard, weight: 0.4 } },
  { document: nosy, learned: { card: testCard, weight: 1 } },
]
const types = [
  'email_open',
  'email_click',
  'email_bounced',
  'unsubscribed',
  'website_visit',
  'pricing_page_view',
  'demo_request',
  'trade_in_inquiry',
  'call',
  'meeting',
  'email_sent',
]
const titles = ['CEO', 'Engineer', 'Student', 'VP Sales', null]
const statuses = ['new', 'contacted', 'qualified', 'won', 'lost']

describe(`the history of scores (seed ${seed})`, () => {
  let api: TestApi
  let mara: TestUser
  let now = Date.now() - 900 * day
  const pick = randomOf(seed)
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T

  beforeAll(async () => {
    api = await testApi({ clock: () => new Date(now) })
    mara = await api.build.user('mara', 'manager')
  })
  afterAll(() => api.close())

  const send = (method: 'post' | 'patch' | 'put', path: string, body: object) =>
    api.call(method, path, { as: mara, body })
  const create = async () =>
    (await send('post', '/api/leads', { name: 'Acme', title: one(titles), company_size: pick(300) + 1 })).body
      .id as string

  /** Something that happens to a lead; refusals (the status it has already) are part of it. */
  const happen = (id: string): PromiseLike<unknown> => {
    const path = `/api/leads/${id}`
    const agoMs = pick(3) === 0 ? pick(120 * day) : 0
    const edits = [
      { title: one(titles) },
      { company_size: pick(300) + 1 },
      { metadata: { plan: one(['pro', null]), seats: pick(9) } },
      { estimated_value: pick(400_000) / 100 },
      { email: one([null, `x${pick(1e9)}@gmail.com`, `x${pick(1e9)}@acme.io`]) },
    ]
    const kind = pick(10)
    if (kind < 6) {
      const occurred_at = new Date(now - agoMs).toISOString()
      return send('post', `${path}/activity`, { activity_type: one(types), occurred_at })
    }
    if (kind < 8) return send('patch', path, one(edits))
    if (kind < 9) return send('put', `${path}/status`, { status: one(statuses) })
    return send('post', '/api/notes', { lead_id: id, note_type: 'call', content: 'Called' })
  }

  const historyOf = async (id: string): Promise<Entry[]> => {
    const query = { limit: '100' }
    return (await api.call('get', `/api/leads/${id}/score-history`, { as: mara, query })).body.items
  }
  const scoreAt = async (id: string, at: string) =>
    (await api.call('get', `/api/leads/${id}/score-at`, { as: mara, query: { at } }).expect(200)).body

  const expectToSum = (score: { total_score: number; terms: Term[]; breakdown: Record<string, number> }) => {
    expect(score.terms.filter(({ rule }) => rule.startsWith('ledger:'))).toEqual([])
    expect(sum(score.terms.map(({ points }) => points))).toBe(score.total_score)
    expect(sum(Object.values(score.breakdown))).toBe(score.total_score)
  }

  const expectLedgersToSum = async (id: string) => {
    const history = await historyOf(id)
    expect(history.length).toBeGreaterThan(0)
    for (const entry of history) {
      const score = await scoreAt(id, entry.id)
      expect(score.total_score).toBe(entry.new_score)
      expect(score.scored_at).toBe(entry.created_at)
      expectToSum(score)
    }
    const { body } = await api.call('get', `/api/leads/${id}/score`, { as: mara }).expect(200)
    expect(body.total_score).toBe(history[0]?.new_score)
    expectToSum(body)
    return history
  }

  it('can be told entry by entry, after edits, late news, decay and other versions (R103)', {
    timeout: 90_000,
  }, async () => {
    const leads = [await create(), await create(), await create(), await create()]
    for (let step = 0; step < 180; step++) {
      now += pick(3) === 0 ? pick(20 * day) : pick(5)
      if (pick(25) === 0) await putInForce(api, one(versions))
      if (pick(12) === 0) await rescoreAll(api, now)
      await happen(one(leads))
    }
    for (const id of leads) {
      const history = await expectLedgersToSum(id)
      for (let pair = 0; pair < 12; pair++) {
        const [a, b] = [pick(history.length), pick(history.length)]
        const [newer, older] = [history[Math.min(a, b)], history[Math.max(a, b)]]
        const query = { from: older?.id ?? '', to: newer?.id ?? '' }
        const path = `/api/leads/${id}/score-comparison`
        const { body } = await api.call('get', path, { as: mara, query }).expect(200)
        const parts = body.parts as { points: number; before: number | null; after: number | null }[]
        expect(body.points).toBe((newer?.new_score ?? 0) - (older?.new_score ?? 0))
        expect(sum(parts.map(({ points }) => points))).toBe(body.points)
        for (const part of parts) expect((part.after ?? 0) - (part.before ?? 0)).toBe(part.points)
      }
    }
  })

  it('can be told where everything happens within one millisecond, at once', {
    timeout: 60_000,
  }, async () => {
    const id = await create()
    for (let round = 0; round < 5; round++) {
      await putInForce(api, one(versions))
      const many = Array.from({ length: 12 }, () => happen(id))
      await Promise.all([...many, rescoreAll(api, now), rescoreAll(api, now + 2)])
    }
    await expectLedgersToSum(id)
  })
})
