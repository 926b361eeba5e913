import { randomUUID } from 'node:crypto'
import type { WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { queueWorld } from '../../test/queue-world.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let world: ReturnType<typeof queueWorld>
let [manager, rita, omar]: TestUser[] = []
let jane: TestLead

beforeAll(async () => {
  api = await testApi()
  world = queueWorld(api)
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
})
beforeEach(async () => {
  jane = await world.lead(rita!, 'Jane', { score: 70, signal: ['pricing_page_view', 2], touch: 90 })
})
afterAll(() => api.close())

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

async function decide(
  as: TestUser | undefined,
  method: 'post' | 'put' | 'delete',
  path: string,
  body?: unknown,
  lead = jane,
) {
  const url = `/api/queue/${lead.id}${path}`
  return api.call(method, url, { ...(as ? { as } : {}), ...(body === undefined ? {} : { body }) })
}

async function isWaiting(lead = jane): Promise<boolean> {
  const { body } = await api.call('get', '/api/queue', { as: rita!, query: { limit: '200' } })
  return (body as WorkQueue).items.some(({ lead_id }) => lead_id === lead.id)
}

async function timelineOf(lead = jane) {
  const { rows } = await api.db.pool.query(
    `select activity_type, (select string_agg(note_type || ': ' || content, ';') from notes where lead_id = $1) as notes
       from activities where lead_id = $1 and activity_type <> 'pricing_page_view' order by activity_type`,
    [lead.id],
  )
  return { types: rows.map(({ activity_type }) => activity_type), notes: rows[0]?.notes ?? null }
}

describe('POST /api/queue/:lead_id/done', () => {
  it('puts a lead aside until something happens', async () => {
    expect(await isWaiting()).toBe(true)
    const { status, body } = await decide(rita, 'post', '/done', {})
    expect(status).toBe(200)
    expect(body).toEqual({
      lead_id: jane.id,
      done_at: expect.any(String),
      snoozed_until: null,
      follow_up_at: null,
    })
    expect(await isWaiting()).toBe(false)
    expect(await timelineOf()).toEqual({ types: [], notes: null })
    await api.call('post', `/api/leads/${jane.id}/activity`, {
      as: rita!,
      body: { activity_type: 'demo_request' },
    })
    expect(await isWaiting()).toBe(true)
  })

  it.each([
    ['called', 'call', 'call'],
    ['mailed', 'email_sent', 'email'],
    ['met', 'meeting', 'meeting'],
  ])('writes down that the lead was %s, with the note', async (outcome, activity, noteType) => {
    const input = { outcome, note: 'wants an offer', follow_up_at: tomorrow() }
    const { status, body } = await decide(rita, 'post', '/done', input)
    expect({ status, follow_up_at: body.follow_up_at }).toEqual({
      status: 200,
      follow_up_at: input.follow_up_at,
    })
    expect(await timelineOf()).toEqual({
      types: [activity, 'note'].toSorted(),
      notes: `${noteType}: wants an offer`,
    })
    const { rows } = await api.db.pool.query('select last_touch_at from leads where id = $1', [jane.id])
    expect(Date.now() - rows[0].last_touch_at.getTime()).toBeLessThan(60_000)
    expect(await isWaiting()).toBe(false)
  })

  it('writes no contact for another outcome, only the note', async () => {
    await decide(rita, 'post', '/done', { outcome: 'other', note: 'not this year' })
    expect(await timelineOf()).toEqual({ types: ['note'], notes: 'general: not this year' })
    expect((await decide(rita, 'post', '/done', { outcome: 'other' })).status).toBe(200)
  })

  it('keeps a planned follow-up unless another is given or it is taken away', async () => {
    const at = tomorrow()
    await decide(rita, 'put', '/follow-up', { follow_up_at: at })
    expect((await decide(rita, 'post', '/done', {})).body.follow_up_at).toBe(at)
    expect((await decide(rita, 'post', '/done', { follow_up_at: null })).body.follow_up_at).toBe(null)
  })

  it('writes all of it or nothing', async () => {
    await api.db.pool.query(`alter table notes add constraint no_bombs check (content <> 'bomb')`)
    const { status } = await decide(rita, 'post', '/done', { outcome: 'called', note: 'bomb' })
    expect(status).toBe(500)
    expect(await timelineOf()).toEqual({ types: [], notes: null })
    expect(await world.markOf(rita!, jane)).toBe(null)
    expect(await isWaiting()).toBe(true)
  })

  it('holds when two are done at once', async () => {
    const twice = await Promise.all([1, 2].map(() => decide(rita, 'post', '/done', { outcome: 'called' })))
    expect(twice.map(({ status }) => status)).toEqual([200, 200])
    expect((await timelineOf()).types).toEqual(['call', 'call'])
  })

  it.each([
    ['an unknown outcome', { outcome: 'ignored' }],
    ['a follow-up in the past', { follow_up_at: '2020-01-01T09:00:00Z' }],
    ['a follow-up in ten years', { follow_up_at: '2036-01-01T09:00:00Z' }],
    ['a note that is too long', { note: 'x'.repeat(5001) }],
    ['an unknown field', { done: true }],
  ])('refuses %s', async (_what, body) => {
    expect((await decide(rita, 'post', '/done', body)).status).toBe(400)
    expect(await world.markOf(rita!, jane)).toBe(null)
  })
})

describe('POST /api/queue/:lead_id/snooze', () => {
  it('hides a lead until a moment, whatever happens', async () => {
    const until = tomorrow()
    const { status, body } = await decide(rita, 'post', '/snooze', { until })
    expect(status).toBe(200)
    expect(body).toEqual({ lead_id: jane.id, done_at: null, snoozed_until: until, follow_up_at: null })
    await api.call('post', `/api/leads/${jane.id}/activity`, {
      as: rita!,
      body: { activity_type: 'demo_request' },
    })
    expect(await isWaiting()).toBe(false)
    await world.mark(rita!, jane, 'snoozed_until', 0)
    expect(await isWaiting()).toBe(true)
  })

  it('brings a lead back that was dealt with before', async () => {
    await decide(rita, 'post', '/done', {})
    await decide(rita, 'post', '/snooze', { until: tomorrow() })
    await world.mark(rita!, jane, 'snoozed_until', 0)
    expect(await isWaiting()).toBe(true)
  })

  it.each([
    [{ until: '2020-01-01T00:00:00Z' }],
    [{ until: '2036-01-01T00:00:00Z' }],
    [{ until: 'soon' }],
    [{}],
  ])('refuses %j', async (body) => {
    expect((await decide(rita, 'post', '/snooze', body)).status).toBe(400)
    expect(await world.markOf(rita!, jane)).toBe(null)
  })
})

describe('PUT /api/queue/:lead_id/follow-up', () => {
  it('deals with a lead until a date', async () => {
    const { status, body } = await decide(rita, 'put', '/follow-up', { follow_up_at: tomorrow() })
    expect({ status, done: body.done_at !== null }).toEqual({ status: 200, done: true })
    expect(await isWaiting()).toBe(false)
    await world.mark(rita!, jane, 'done_at', 3)
    await world.mark(rita!, jane, 'follow_up_at', 0)
    expect(await isWaiting()).toBe(true)
  })

  it('takes only the date away', async () => {
    await world.mark(rita!, jane, 'follow_up_at', 24)
    const { body } = await decide(rita, 'put', '/follow-up', { follow_up_at: null })
    expect(body).toEqual({ lead_id: jane.id, done_at: null, snoozed_until: null, follow_up_at: null })
    expect(await isWaiting()).toBe(true)
  })

  it.each([[{ follow_up_at: '2020-01-01T00:00:00Z' }], [{ follow_up_at: 1 }], [{}]])(
    'refuses %j',
    async (body) => {
      expect((await decide(rita, 'put', '/follow-up', body)).status).toBe(400)
      expect(await world.markOf(rita!, jane)).toBe(null)
    },
  )
})

describe('DELETE /api/queue/:lead_id', () => {
  it.each<['post' | 'put', string, () => object]>([
    ['post', '/done', () => ({ follow_up_at: tomorrow() })],
    ['post', '/snooze', () => ({ until: tomorrow() })],
    ['put', '/follow-up', () => ({ follow_up_at: tomorrow() })],
  ])('takes %s %s back', async (method, path, body) => {
    await decide(rita, method, path, body())
    expect(await isWaiting()).toBe(false)
    expect((await decide(rita, 'delete', '')).status).toBe(204)
    expect(await isWaiting()).toBe(true)
    expect(await world.markOf(rita!, jane)).toEqual({
      done_at: null,
      snoozed_until: null,
      follow_up_at: null,
    })
  })

  it('leaves a follow-up due that was due before', async () => {
    await world.mark(rita!, jane, 'follow_up_at', 24)
    await decide(rita, 'post', '/done', {})
    await decide(rita, 'delete', '')
    const { body } = await api.call('get', '/api/queue', { as: rita!, query: { limit: '200' } })
    const item = (body as WorkQueue).items.find(({ lead_id }) => lead_id === jane.id)
    expect(item?.reason).toBe('follow_up_overdue')
  })

  it('does nothing where nothing was decided', async () => {
    expect((await decide(rita, 'delete', '')).status).toBe(204)
  })
})

describe.each<['post' | 'put' | 'delete', string, (() => object) | null]>([
  ['post', '/done', () => ({})],
  ['post', '/done', () => ({ outcome: 'called', note: 'x' })],
  ['post', '/snooze', () => ({ until: tomorrow() })],
  ['put', '/follow-up', () => ({ follow_up_at: tomorrow() })],
  ['delete', '', null],
])('%s /api/queue/:lead_id%s', (method, path, body) => {
  it('is for the assignee alone', async () => {
    const statusFor = async (as: TestUser | undefined, lead = jane) =>
      (await decide(as, method, path, body?.(), lead)).status
    expect(await statusFor(undefined)).toBe(401)
    expect(await statusFor(omar)).toBe(404)
    expect(await statusFor(manager)).toBe(403)
    const missing = { id: randomUUID(), name: '', email: null }
    expect([await statusFor(rita, missing), await statusFor(manager, missing)]).toEqual([404, 404])
    const owned = await api.build.lead({ name: 'owned', ownerId: rita!.id })
    expect(await statusFor(rita, owned)).toBe(404)
    expect(await timelineOf(owned)).toEqual({ types: [], notes: null })
    expect(await world.markOf(rita!, jane)).toBe(null)
  })
})
