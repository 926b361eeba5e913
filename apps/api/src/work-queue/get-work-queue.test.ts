import { randomUUID } from 'node:crypto'
import type { WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { questionTypes } from '@leadglass/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { queueWorld } from '../../test/queue-world.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { findRepWork } from './work-queue-repository.ts'

let api: TestApi
let world: ReturnType<typeof queueWorld>
let [manager, admin, rita, omar, idle]: TestUser[] = []

beforeAll(async () => {
  api = await testApi()
  world = queueWorld(api)
  manager = await api.build.user('marta', 'manager')
  admin = await api.build.user('ada', 'admin')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
  idle = await api.build.user('idle')
})
afterAll(() => api.close())

async function queueOf(as: TestUser, query: Record<string, string> = {}): Promise<WorkQueue> {
  const { status, body } = await api.call('get', '/api/queue', { as, query })
  expect(status).toBe(200)
  return body
}
const names = ({ items }: WorkQueue) => items.map(({ name }) => name)

describe('GET /api/queue', () => {
  beforeAll(async () => {
    const promised = await world.lead(rita!, 'promised', { score: 60, touch: 30 })
    await world.mark(rita!, promised, 'follow_up_at', 24)
    await world.lead(rita!, 'asking', { score: 80, signal: ['demo_request', 3], touch: 60 })
    await world.lead(rita!, 'new', { score: 40, assigned: 0.5 })
    await world.lead(rita!, 'quiet', { score: 86, touch: 9 * 24 })
    await world.lead(rita!, 'cold', { score: 5, touch: 24 })
    const snoozed = await world.lead(rita!, 'snoozed', { score: 99 })
    await world.mark(rita!, snoozed, 'snoozed_until', -2)
    const planned = await world.lead(rita!, 'planned', { score: 98 })
    await world.mark(rita!, planned, 'done_at', 0)
    await world.mark(rita!, planned, 'follow_up_at', -1)
    await world.lead(rita!, 'won', { score: 97, status: 'won' })
    await world.lead(omar!, 'foreign', { score: 90 })
  })

  it('ranks what wants work now, each with its reason', async () => {
    const queue = await queueOf(rita!)
    expect(queue.items.map(({ name, reason, reason_text }) => [name, reason, reason_text])).toEqual([
      ['asking', 'unanswered', 'Asked for a demo 3 hours ago, nobody answered yet'],
      ['promised', 'follow_up_overdue', 'Follow-up was due yesterday'],
      ['quiet', 'gone_quiet', 'Hot (86), last contact 9 days ago'],
      ['new', 'new_assignment', 'New for you, assigned 30 minutes ago'],
      ['cold', 'score', 'Cold (5), last contact yesterday'],
    ])
    expect(queue).toMatchObject({ total: 5, snoozed: 1, done_today: 1 })
    expect(queue.user).toEqual({ id: rita!.id, full_name: 'Rita' })
    expect(Date.parse(queue.next_at ?? '')).toBeCloseTo(Date.now() + 3_600_000, -5)
  })

  it('does not forget a question for what the lead did after it', async () => {
    const { body } = await api.call('get', '/api/queue', { as: rita! })
    const asking = (body as WorkQueue).items.find(({ name }) => name === 'asking')
    await api.db.pool.query(
      `insert into activities (lead_id, activity_type, occurred_at) values ($1, 'email_open', $2)`,
      [asking?.lead_id, world.ago(1)],
    )
    await api.db.pool.query('update leads set last_signal_at = $2 where id = $1', [
      asking?.lead_id,
      world.ago(1),
    ])
    const after = (await queueOf(rita!)).items.find(({ name }) => name === 'asking')
    expect(after?.reason_text).toBe('Asked for a demo 3 hours ago, nobody answered yet')
  })

  it('shows the factors, whose product is the rank', async () => {
    for (const { rank, factors } of (await queueOf(rita!)).items) {
      expect(rank).toBeCloseTo(factors.score * factors.freshness * factors.unanswered * factors.follow_up, 9)
    }
  })

  it('cuts at the limit and counts all', async () => {
    const queue = await queueOf(rita!, { limit: '2' })
    expect(names(queue)).toEqual(['asking', 'promised'])
    expect(queue.total).toBe(5)
  })

  it('speaks of days where the reader is', async () => {
    // Zones 26 hours apart are never on the same day.
    const [east, west] = await Promise.all(
      ['Pacific/Kiritimati', 'Etc/GMT+12'].map((zone) => queueOf(rita!, { time_zone: zone })),
    )
    const promisedIn = (queue?: WorkQueue) =>
      queue?.items.find(({ name }) => name === 'promised')?.reason_text
    expect([promisedIn(east), promisedIn(west)]).toEqual(
      Array(2).fill(expect.stringMatching(/^Follow-up was due (yesterday|2 days ago)$/)),
    )
  })

  it('works by an override while it lasts', async () => {
    const lead = await world.lead(omar!, 'raised', { score: 10, touch: 10 })
    const own = { score: 10, computed_score: 10, classification: 'cold' }
    const shown = async () => (await queueOf(omar!)).items.find(({ lead_id }) => lead_id === lead.id)
    await api.db.pool.query(
      `insert into score_overrides (lead_id, user_id, score, reason, created_at, expires_at)
       values ($1, $2, 90, 'knows better', now() - interval '2 days', now() + interval '1 day')`,
      [lead.id, omar!.id],
    )
    expect(await shown()).toMatchObject({ score: 90, computed_score: 10, classification: 'hot' })
    const change = (to: string) =>
      api.db.pool.query(`update score_overrides set ${to} where lead_id = $1`, [lead.id])
    await change(`expires_at = now() - interval '1 day'`)
    expect(await shown()).toMatchObject(own)
    await change(`expires_at = now() + interval '1 day', ended_at = now(), ended_by_id = user_id`)
    expect(await shown()).toMatchObject(own)
  })

  it('shows any queue to managers and admins, in words about the rep', async () => {
    for (const actor of [manager!, admin!]) {
      const queue = await queueOf(actor, { user_id: rita!.id })
      expect(names(queue)).toEqual(names(await queueOf(rita!)))
      expect(queue.items.find(({ name }) => name === 'new')?.reason_text).toBe('New, assigned 30 minutes ago')
    }
  })

  it('is empty where there is nothing to do', async () => {
    const nothing = { items: [], total: 0, snoozed: 0, done_today: 0, next_at: null }
    expect(await queueOf(idle!)).toMatchObject(nothing)
    expect(await queueOf(manager!)).toMatchObject({ ...nothing, user: { id: manager!.id } })
  })

  it('refuses strangers, curious reps, unknown users, users without a queue, and broken questions', async () => {
    const statusOf = async (query: Record<string, string>, as?: TestUser) =>
      (await api.call('get', '/api/queue', { query, ...(as ? { as } : {}) })).status
    expect(await statusOf({})).toBe(401)
    expect(await statusOf({ user_id: omar!.id }, rita!)).toBe(403)
    expect(await statusOf({ user_id: randomUUID() }, rita!)).toBe(403)
    expect(await statusOf({ user_id: rita!.id }, rita!)).toBe(200)
    expect(await statusOf({ user_id: randomUUID() }, manager!)).toBe(404)
    expect(await statusOf({ user_id: admin!.id }, manager!)).toBe(400)
    for (const query of [
      { limit: '0' },
      { limit: '201' },
      { time_zone: 'Mars/Base' },
      { user_id: 'x' },
      { sort: 'x' },
    ]) {
      expect(await statusOf(query as unknown as Record<string, string>, manager!)).toBe(400)
    }
  })
})

describe('the queue of a rep with many leads', () => {
  let busy: TestUser
  const statements: string[] = []

  beforeAll(async () => {
    busy = await api.build.user('busy')
    await api.db.pool.query(
      `with made as (
         insert into leads (name, email, owner_id, scoring_model_id, current_score, fit_score, classification,
                            last_signal_at, last_touch_at, status)
         select 'Busy ' || n, 'busy' || n || '@example.com', $1, (select id from scoring_models where is_active),
                s, s, (case when s >= 80 then 'hot' when s >= 50 then 'warm' else 'cold' end)::classification,
                date_trunc('second', now()) - n * interval '1 hour', now() - interval '20 days', 'contacted'
           from generate_series(1, 20000) n, lateral (select n % 101 as s) t
         returning id, name, last_signal_at
       ), given as (
         insert into assignments (lead_id, user_id, is_primary)
         select id, $1, true from made where substr(name, 6)::int <= 300
       )
       insert into activities (lead_id, activity_type, occurred_at)
       select id, 'pricing_page_view', last_signal_at - k * interval '1 day' from made, generate_series(0, 4) k`,
      [busy.id],
    )
    await api.db.pool.query(
      'vacuum analyze leads, assignments, activities, work_marks, users, score_overrides',
    )
    api.db.observe((name) => statements.push(name))
  })

  it('takes one statement, however many leads there are', async () => {
    await queueOf(busy)
    statements.length = 0
    const queue = await queueOf(busy, { limit: '200' })
    expect(queue).toMatchObject({ total: 300 })
    expect(queue.items).toHaveLength(200)
    // Who asks is looked up again every few seconds.
    expect(statements.filter((name) => name !== 'find_session_actor')).toEqual(['list_rep_work'])
  })

  it('reads the leads of the rep by their keys, never a whole table', async () => {
    const { text } = await statementOf()
    const { rows } = await api.db.pool.query(`explain (analyze, format json) ${text}`, [
      busy.id,
      new Date(),
      new Date(),
      questionTypes,
    ])
    const [{ Plan: plan }] = rows[0]['QUERY PLAN']
    const scans = scansOf(plan)
    expect(scans.filter(({ rows }) => rows > 2_000)).toEqual([])
    expect(scans.map(({ relation, type }) => `${relation}: ${type}`)).not.toContain('activities: Seq Scan')
    expect(scans.map(({ relation, type }) => `${relation}: ${type}`)).not.toContain('leads: Seq Scan')
  })

  it('keeps to 2,000 leads, those whose follow-up is due before any other', async () => {
    await api.db.pool.query(
      `insert into assignments (lead_id, user_id, is_primary)
       select id, $1, true from leads where name like 'Busy %' and substr(name, 6)::int between 301 and 2500`,
      [busy.id],
    )
    const { rows } = await api.db.pool.query(
      `insert into work_marks (user_id, lead_id, follow_up_at)
       select $1, id, now() - interval '1 day' from leads where name like 'Busy %' and current_score = 0
        order by id limit 3 returning lead_id`,
      [busy.id],
    )
    const queue = await queueOf(busy, { limit: '200' })
    expect(queue.total).toBe(2_000)
    const read = await findRepWork(api.db, busy.id, moments())
    const due = read?.leads.slice(0, 3).map(({ lead_id }) => lead_id)
    expect(due?.toSorted()).toEqual(rows.map(({ lead_id }) => lead_id).toSorted())
    expect(read?.leads[3]?.score).toBe(100)
  })

  async function statementOf(): Promise<{ text: string }> {
    let text = ''
    const listening = {
      sql: async <Row>(given: { text: string }) => {
        text = given.text
        return [] as Row[]
      },
    }
    await findRepWork(listening, busy.id, moments())
    return { text }
  }
})

const moments = () => ({ now: new Date(), dayStart: new Date(), questionTypes })

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Plan[]
}

function scansOf(plan: Plan): { relation: string; type: string; rows: number }[] {
  const own = plan['Relation Name']
    ? [
        {
          relation: plan['Relation Name'],
          type: plan['Node Type'],
          rows: plan['Actual Rows'] * plan['Actual Loops'],
        },
      ]
    : []
  return [...own, ...(plan.Plans ?? []).flatMap(scansOf)]
}
