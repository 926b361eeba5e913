import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

type Term = { points: number; group: string }
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

describe('POST /api/leads/:id/activity', () => {
  let api: TestApi
  let dana: TestUser
  let omar: TestUser

  beforeAll(async () => {
    api = await testApi()
    dana = await api.build.user('dana')
    omar = await api.build.user('omar')
  })
  afterAll(() => api.close())

  const create = async () => (await api.call('post', '/api/leads', { as: dana, body: { name: 'Acme' } })).body
  const record = (id: string, body: Record<string, unknown>, as = dana) =>
    api.call('post', `/api/leads/${id}/activity`, { as, body })
  const scoreOf = async (id: string) =>
    (await api.call('get', `/api/leads/${id}/score`, { as: dana }).expect(200)).body

  it('moves the score by what the rules say, whatever points are sent (R104)', async () => {
    const lead = await create()
    const body = { activity_type: 'pricing_page_view', points_awarded: 100 }
    const { body: activity } = await record(lead.id, body).expect(201)
    expect(activity).toMatchObject({
      activity_type: 'pricing_page_view',
      points_awarded: 3,
      current_score: lead.current_score + 3,
      user: { id: dana.id, full_name: 'Dana' },
    })
    const history = await api.call('get', `/api/leads/${lead.id}/score-history`, { as: dana })
    expect(history.body.items[0]).toMatchObject({
      old_score: lead.current_score,
      new_score: lead.current_score + 3,
      trigger: 'activity',
      trigger_activity_id: activity.id,
      trigger_activity_type: 'pricing_page_view',
    })
  })

  it('keeps a ledger whose terms and breakdown each sum to the stored score (R102)', async () => {
    const lead = await create()
    const types = [
      'email_open',
      'email_open',
      'website_visit',
      'demo_request',
      'meeting',
      'unsubscribed',
      'call',
    ]
    for (const activity_type of types) {
      const occurred_at = new Date(Date.now() - 3 * 86_400_000).toISOString()
      await record(lead.id, { activity_type, occurred_at }).expect(201)
      const ledger = await scoreOf(lead.id)
      const { body: now } = await api.call('get', `/api/leads/${lead.id}`, { as: dana })
      expect(ledger.total_score).toBe(now.current_score)
      expect(sum(ledger.terms.map((term: Term) => term.points))).toBe(ledger.total_score)
      expect(sum(Object.values(ledger.breakdown))).toBe(ledger.total_score)
      expect(ledger.breakdown).toEqual({
        engagement: now.engagement_score,
        buying_signals: now.buying_score,
        demographic_fit: now.fit_score,
      })
    }
    const first = await scoreOf(lead.id)
    expect(await scoreOf(lead.id)).toEqual(first)
  })

  it('names the activities behind a term and how many of all were counted', async () => {
    const lead = await create()
    for (let index = 0; index < 40; index++) await record(lead.id, { activity_type: 'pricing_page_view' })
    const { terms } = await scoreOf(lead.id)
    const { evidence } = terms.find((term: { rule: string }) => term.rule === 'pricing-page-view')
    expect(evidence).toMatchObject({ kind: 'activities', count: 40, counted: 5, pointsEach: 3 })
    expect(evidence.activityIds).toHaveLength(5)
  })

  it('counts a history that is too long to load one by one', async () => {
    const lead = await create()
    await api.db.pool.query(
      `insert into activities (lead_id, activity_type, occurred_at)
       select $1, (array['email_open', 'website_visit'])[1 + n % 2], now() - n * interval '1 hour'
         from generate_series(1, 300) n`,
      [lead.id],
    )
    await record(lead.id, { activity_type: 'email_open' }).expect(201)
    const ledger = await scoreOf(lead.id)
    const { body } = await api.call('get', `/api/leads/${lead.id}`, { as: dana })
    expect(ledger.total_score).toBe(body.current_score)
    const counts = ledger.terms.map((term: { rule: string; evidence: { count: number } }) => [
      term.rule,
      term.evidence.count,
    ])
    expect(counts).toContainEqual(['email-open', 151])
    expect(counts).toContainEqual(['website-visit', 150])
  })

  it('loses no activity when many arrive at once', async () => {
    const lead = await create()
    const types = ['email_open', 'email_click', 'website_visit', 'pricing_page_view', 'call']
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        record(lead.id, { activity_type: types[index % types.length] }),
      ),
    )
    expect(answers.map((answer) => answer.status)).toEqual(Array(30).fill(201))
    const ledger = await scoreOf(lead.id)
    const { body } = await api.call('get', `/api/leads/${lead.id}`, { as: dana })
    expect(ledger.total_score).toBe(body.current_score)
    const { body: timeline } = await api.call('get', `/api/leads/${lead.id}/activities`, { as: dana })
    expect(timeline.total).toBe(31)
    const history = await api.call('get', `/api/leads/${lead.id}/score-history`, {
      as: dana,
      query: { limit: '100' },
    })
    const steps = history.body.items.toReversed() as { old_score: number | null; new_score: number }[]
    for (const [index, step] of steps.entries())
      expect(step.old_score).toBe(steps[index - 1]?.new_score ?? null)
  })

  it('tells owner and managers once when a lead becomes hot (R105)', async () => {
    const mara = await api.build.user('mara', 'manager')
    const body = {
      name: 'Hot Acme',
      email: 'ceo@hot-acme.io',
      phone: '+14155552671',
      title: 'CEO',
      company: 'Hot Acme',
      company_size: 200,
      industry: 'software',
      source: 'referral',
      estimated_value: 50_000,
    }
    const lead = (await api.call('post', '/api/leads', { as: dana, body }).expect(201)).body
    const signs = ['demo_request', 'trial_signup', 'meeting', 'email_reply', 'call', 'content_download']
    const more = [
      'webinar_attended',
      'website_visit',
      'website_visit',
      'website_visit',
      'email_click',
      'email_open',
    ]
    for (const activity_type of [...signs, ...more]) await record(lead.id, { activity_type }).expect(201)
    const { body: now } = await api.call('get', `/api/leads/${lead.id}`, { as: dana })
    expect(now.classification).toBe('hot')
    for (const as of [dana, mara]) {
      const { body: list } = await api.call('get', '/api/notifications', { as })
      const hot = list.items.filter(
        (item: { notification_type: string }) => item.notification_type === 'lead_hot',
      )
      expect(hot).toMatchObject([{ title: 'Hot Acme is hot', lead_id: lead.id, link: `/leads/${lead.id}` }])
    }
    const { body: others } = await api.call('get', '/api/notifications', { as: omar })
    expect(others.items).toEqual([])
  })

  it('keeps the newest sign of life and the newest contact, whichever comes late', async () => {
    const lead = await create()
    const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000)
    const seen = async () => {
      const columns = 'last_signal_at, last_touch_at, last_activity_at'
      const { rows } = await api.db.pool.query(`select ${columns} from leads where id = $1`, [lead.id])
      return rows[0]
    }
    const happen = (activity_type: string, at: Date) =>
      record(lead.id, { activity_type, occurred_at: at.toISOString() }).expect(201)
    expect(await seen()).toMatchObject({ last_signal_at: null, last_touch_at: null })
    const [click, mail, bounce] = [hours(5), hours(3), hours(1)]
    await happen('email_click', click)
    await happen('email_sent', mail)
    await happen('call', hours(4))
    await happen('website_visit', hours(9))
    await happen('email_bounced', bounce)
    expect(await seen()).toEqual({ last_signal_at: click, last_touch_at: mail, last_activity_at: bounce })
    const body = { lead_id: lead.id, note_type: 'call', content: 'Called again' }
    const { body: note } = await api.call('post', '/api/notes', { as: dana, body }).expect(201)
    expect((await seen()).last_touch_at).toEqual(new Date(note.created_at))
    await api.call('post', '/api/notes', { as: dana, body: { ...body, note_type: 'general' } }).expect(201)
    expect((await seen()).last_touch_at).toEqual(new Date(note.created_at))
  })

  it('writes no history row where the score did not move', async () => {
    const lead = await create()
    for (let index = 0; index < 8; index++) await record(lead.id, { activity_type: 'email_open' }).expect(201)
    const history = await api.call('get', `/api/leads/${lead.id}/score-history`, { as: dana })
    expect(history.body.total).toBe(4)
  })

  it.each([
    [{}, 'activity_type'],
    [{ activity_type: 'dance' }, 'activity_type'],
    [{ activity_type: 'status_change' }, 'activity_type'],
    [{ activity_type: 'call', occurred_at: 'yesterday' }, 'occurred_at'],
    [{ activity_type: 'call', occurred_at: '2999-01-01T00:00:00Z' }, 'occurred_at'],
    [{ activity_type: 'call', description: 'x'.repeat(2001) }, 'description'],
    [{ activity_type: 'call', lead_id: 'x' }, 'lead_id'],
  ] as [Record<string, unknown>, string][])('refuses %o and changes nothing', async (body, field) => {
    const lead = await create()
    const answer = await record(lead.id, body).expect(400)
    expect(answer.body.errors[0].field).toBe(field)
    const { body: timeline } = await api.call('get', `/api/leads/${lead.id}/activities`, { as: dana })
    expect(timeline.total).toBe(1)
  })

  it('is 404 on a lead out of sight, also for its score, history and timeline', async () => {
    const lead = await create()
    await record(lead.id, { activity_type: 'call' }, omar).expect(404)
    for (const part of ['score', 'score-history', 'activities']) {
      await api.call('get', `/api/leads/${lead.id}/${part}`, { as: omar }).expect(404)
      await api.call('get', `/api/leads/${lead.id}/${part}`).expect(401)
    }
    await api.call('post', `/api/leads/${lead.id}/activity`, { body: { activity_type: 'call' } }).expect(401)
  })
})

describe('GET /api/leads/:id/activities', () => {
  it('walks newest first and filters by type', async () => {
    const api = await testApi()
    try {
      const dana = await api.build.user('dana')
      const { body: lead } = await api.call('post', '/api/leads', { as: dana, body: { name: 'Acme' } })
      const path = `/api/leads/${lead.id}/activities`
      const same = new Date(Date.now() - 60_000).toISOString()
      for (const activity_type of ['call', 'meeting', 'call', 'call']) {
        const body = { activity_type, occurred_at: same }
        await api.call('post', `/api/leads/${lead.id}/activity`, { as: dana, body }).expect(201)
      }
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const query: Record<string, string> = {
          per_page: '2',
          activity_type: 'call',
          ...(cursor ? { cursor } : {}),
        }
        const { body } = await api.call('get', path, { as: dana, query }).expect(200)
        expect(body.total).toBe(3)
        seen.push(...body.items.map((item: { id: string }) => item.id))
        cursor = body.next_cursor
      } while (cursor)
      expect(new Set(seen).size).toBe(3)
      await api.call('get', path, { as: dana, query: { activity_type: 'dance' } }).expect(400)
    } finally {
      await api.close()
    }
  })
})
