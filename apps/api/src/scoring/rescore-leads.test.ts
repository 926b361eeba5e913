import { describe, expect, it } from 'vitest'
import { ownTestApi } from '../../test/test-api.ts'
import type { Database } from '../db/db.ts'
import { rescoreLeads as rescore } from './rescore-leads.ts'

const day = 86_400_000

const rescoreLeads = (db: Database, now: Date) => rescore(db, { clock: () => now, reach: 'decay' })

describe('rescoreLeads', () => {
  it('lowers what decayed, writes history only where a score moved, and leaves ledgers that add up', async () => {
    const api = await ownTestApi()
    const dana = await api.build.user('dana')
    const make = async (types: string[]) => {
      const { body } = await api.call('post', '/api/leads', {
        as: dana,
        body: { name: 'Acme', title: 'CEO' },
      })
      for (const activity_type of types) {
        await api
          .call('post', `/api/leads/${body.id}/activity`, { as: dana, body: { activity_type } })
          .expect(201)
      }
      return body.id as string
    }
    const busy = await make(['demo_request', 'email_open', 'website_visit', 'pricing_page_view'])
    const scoreOf = async (id: string) => (await api.call('get', `/api/leads/${id}/score`, { as: dana })).body
    const before = await scoreOf(busy)

    expect(await rescoreLeads(api.db, new Date(Date.now() + 1_000))).toMatchObject({ read: 1, moved: 0 })
    const later = new Date(Date.now() + 45 * day)
    expect(await rescoreLeads(api.db, later)).toMatchObject({ read: 1, moved: 1 })

    const after = await scoreOf(busy)
    expect(after.total_score).toBeLessThan(before.total_score)
    expect(after.scored_at).toBe(later.toISOString())
    expect(after.terms.reduce((sum: number, term: { points: number }) => sum + term.points, 0)).toBe(
      after.total_score,
    )
    const { body: history } = await api.call('get', `/api/leads/${busy}/score-history`, { as: dana })
    expect(history.items[0]).toMatchObject({
      trigger: 'decay',
      old_score: before.total_score,
      new_score: after.total_score,
    })
    expect(await rescoreLeads(api.db, later)).toMatchObject({ read: 0, moved: 0 })
  })

  it('walks through more leads than one batch holds', async () => {
    const api = await ownTestApi()
    await api.db.pool.query(`
      insert into leads (name, scoring_model_id, scored_at, title, last_activity_at)
      select 'Lead ' || n, (select id from scoring_models where is_active), now() - interval '1 day', 'CEO', now() - interval '2 days'
        from generate_series(1, 2300) n`)
    expect(await rescoreLeads(api.db, new Date())).toMatchObject({ read: 2300, moved: 2300 })
  })

  it('does not read leads that time cannot move', async () => {
    const api = await ownTestApi()
    const dana = await api.build.user('dana')
    const create = async (name: string) =>
      (await api.call('post', '/api/leads', { as: dana, body: { name, title: 'CEO' } }).expect(201)).body.id
    await create('Quiet')
    const busy = await create('Busy')
    const body = { activity_type: 'demo_request' }
    await api.call('post', `/api/leads/${busy}/activity`, { as: dana, body }).expect(201)
    expect(await rescoreLeads(api.db, new Date(Date.now() + day))).toMatchObject({ read: 1 })
  })

  it('tells of each lead that time makes hot, once, with the score (R105)', async () => {
    const api = await ownTestApi()
    const dana = await api.build.user('dana')
    await api.db.pool.query(
      `update scoring_models set document = document || jsonb_build_object(
         'thresholds', '{"hot": 8, "warm": 1}'::jsonb,
         'rules', '[{"id": "ceo", "kind": "field", "group": "demographic_fit", "label": "CEO", "field": "title",
                     "test": {"equals": "CEO"}, "points": 10},
                    {"id": "out", "kind": "activity", "group": "demographic_fit", "label": "Left", "points": -8,
                     "activity": "unsubscribed", "maxCount": 1, "windowInDays": 10}]'::jsonb)
       where is_active`,
    )
    const body = { name: 'Acme', title: 'CEO' }
    const { body: lead } = await api.call('post', '/api/leads', { as: dana, body }).expect(201)
    const left = { activity_type: 'unsubscribed' }
    await api.call('post', `/api/leads/${lead.id}/activity`, { as: dana, body: left }).expect(201)
    const told: string[] = []
    const run = (days: number) =>
      rescore(api.db, {
        clock: () => new Date(Date.now() + days * day),
        reach: 'decay',
        announce: async (_db, hot) => void told.push(...hot.map(({ lead }) => lead.name)),
      })
    await run(9)
    expect(told).toEqual([])
    expect(await run(11)).toMatchObject({ moved: 1 })
    await run(12)
    expect(told).toEqual(['Acme'])
  })
})
