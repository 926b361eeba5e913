import type { Rule, ScoringModel } from '@leadglass/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { putInForce } from '../../test/versions.ts'

const counting = (activity: string, points: number, maxCount: number): Rule => ({
  id: activity,
  group: 'engagement',
  label: activity,
  kind: 'activity',
  activity,
  points,
  maxCount,
})
const cap = { cap: 100, floor: -100 }
const stepByStep: ScoringModel = {
  name: 'Step by step',
  thresholds: { hot: 80, warm: 50 },
  groups: { engagement: cap, buying_signals: cap, demographic_fit: cap },
  rules: [
    counting('demo_request', 80, 1),
    counting('email_bounced', -1, 20),
    counting('unsubscribed', -6, 1),
    counting('email_open', 1, 20),
    counting('call', 2, 20),
    {
      id: 'boss',
      group: 'demographic_fit',
      label: 'Decides',
      kind: 'field',
      field: 'title',
      test: { equals: 'CEO' },
      points: 85,
    },
  ],
}

describe('a lead that becomes hot is told of once for each crossing (R105)', () => {
  let api: TestApi
  let [dana, mara]: TestUser[] = []

  beforeAll(async () => {
    api = await testApi()
    await putInForce(api, { document: stepByStep })
    dana = await api.build.user('dana')
    mara = await api.build.user('mara', 'manager')
  })
  afterAll(() => api.close())

  const create = async (body: object = {}) =>
    (await api.call('post', '/api/leads', { as: dana!, body: { name: 'Acme', ...body } }).expect(201)).body
  const record = (id: string, activity_type: string) =>
    api.call('post', `/api/leads/${id}/activity`, { as: dana!, body: { activity_type } }).expect(201)
  /** The scores at which somebody was told, oldest first. */
  const toldOf = async (id: string, user = dana!) => {
    const { rows } = await api.db.pool.query(
      `select message from notifications where lead_id = $1 and user_id = $2 and notification_type = 'lead_hot'
        order by created_at, id`,
      [id, user.id],
    )
    return rows.map(({ message }: { message: string }) => message)
  }
  const walk = async (types: string[]) => {
    const { id } = await create()
    const scores: number[] = []
    for (const type of types) scores.push((await record(id, type)).body.current_score)
    return { id, scores }
  }

  it('tells owner and managers of the crossing', async () => {
    const { id, scores } = await walk(['demo_request'])
    expect(scores).toEqual([80])
    expect(await toldOf(id)).toEqual(['score 80'])
    expect(await toldOf(id, mara!)).toEqual(['score 80'])
  })

  it('tells nothing again of a score that wobbles: 80, 79, 81', async () => {
    const { id, scores } = await walk(['demo_request', 'email_bounced', 'call'])
    expect(scores).toEqual([80, 79, 81])
    expect(await toldOf(id)).toEqual(['score 80'])
  })

  it('tells again once the score was well below: 80, 74, 76, 78, 80', async () => {
    const { id, scores } = await walk(['demo_request', 'unsubscribed', 'call', 'call', 'call', 'call'])
    expect(scores).toEqual([80, 74, 76, 78, 80, 82])
    expect(await toldOf(id)).toEqual(['score 80', 'score 80'])
  })

  it('takes five points below for a wobble', async () => {
    const { id, scores } = await walk([
      'demo_request',
      ...Array<string>(5).fill('email_bounced'),
      ...Array<string>(5).fill('email_open'),
    ])
    expect(scores).toEqual([80, 79, 78, 77, 76, 75, 76, 77, 78, 79, 80])
    expect(await toldOf(id)).toEqual(['score 80'])
  })

  it('tells once when the crossing comes twenty times at once', async () => {
    const { id } = await create()
    await Promise.all(Array.from({ length: 20 }, () => record(id, 'demo_request')))
    expect(await toldOf(id)).toHaveLength(1)
    expect(await toldOf(id, mara!)).toHaveLength(1)
  })

  it('tells of an edit that makes a lead hot, and of a lead that is created hot', async () => {
    const edited = await create()
    const edit = (title: string) =>
      api.call('patch', `/api/leads/${edited.id}`, { as: dana!, body: { title } }).expect(200)
    await edit('CEO')
    await edit('Chief')
    await edit('CEO')
    expect(await toldOf(edited.id)).toEqual(['score 85', 'score 85'])

    const created = await create({ title: 'CEO', company: 'Acme Inc' })
    expect(await toldOf(created.id, mara!)).toEqual(['Acme Inc · score 85'])
    await record(created.id, 'call')
    expect(await toldOf(created.id, mara!)).toHaveLength(1)
  })

  it('writes score and notice together or not at all', async () => {
    const { id } = await create()
    await api.db.pool.query('alter table notifications add constraint none_for_now check (false) not valid')
    await api
      .call('post', `/api/leads/${id}/activity`, { as: dana!, body: { activity_type: 'demo_request' } })
      .expect(500)
    await api.db.pool.query('alter table notifications drop constraint none_for_now')
    const { body } = await api.call('get', `/api/leads/${id}`, { as: dana! })
    expect(body.current_score).toBe(0)
    await record(id, 'demo_request')
    expect(await toldOf(id)).toEqual(['score 80'])
  })
})
