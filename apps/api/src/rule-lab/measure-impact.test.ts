import { randomUUID } from 'node:crypto'
import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { compileModel, type LeadFacts, type ScoringModel, scoringPresets } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { ownTestApi, type TestApi } from '../../test/test-api.ts'

const { b2b } = scoringPresets
const day = 86_400_000

/** Bolder rules: other points, a field of the metadata, another threshold. */
const bold: ScoringModel = {
  ...b2b,
  name: 'Bold',
  thresholds: { hot: 60, warm: 30 },
  rules: [
    ...b2b.rules.map((rule, index) => ({ ...rule, points: index % 3 === 0 ? rule.points * 2 : rule.points })),
    {
      id: 'gold-plan',
      group: 'demographic_fit',
      label: 'Gold plan',
      kind: 'field',
      field: 'metadata.plan',
      test: { equals: 'gold' },
      points: -7,
    },
  ],
}

/** Sixty leads a year old or younger with activities of every kind; every third is closed, one has a long history. */
const filling = `
  with added as (
    insert into leads (id, name, email, title, company, company_size, country, source, metadata, status, scoring_model_id,
                       created_at)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Lead ' || n, 'lead' || n ||
             (array['@gmail.com','@acme.com','@mit.edu'])[1 + n % 3], (array['CEO','Student','VP Sales',null])[1 + n % 4],
           (array['Acme', null])[1 + n % 2], n * 37 % 900, 'Germany', (array['referral','website','webinar'])[1 + n % 3],
           case when n % 5 = 0 then '{"plan": "gold"}'::jsonb else '{}' end,
           (case when n % 3 = 0 then (array['won','lost'])[1 + n % 2] else 'new' end)::lead_status,
           (select id from scoring_models where is_active), now() - interval '430 days' + n * interval '5 days'
      from generate_series(1, 60) n returning id, created_at, status, name
  ), acted as (
    insert into activities (lead_id, activity_type, occurred_at, created_at)
    select a.id, (array['email_open','website_visit','email_click','pricing_page_view','demo_request','call',
                        'status_change','email_bounced'])[1 + (n * 7 + right(a.id::text, 3)::int) % 8], at.at, at.at
      from added a cross join generate_series(1, 12) n
     cross join lateral (select least(now(), a.created_at + (n * right(a.id::text, 3)::int % 90) * interval '1 day') at) at
    union all
    select a.id, (array['email_open','pricing_page_view'])[1 + n % 2], now() - n * interval '1 hour', now() - n * interval '1 hour'
      from added a cross join generate_series(1, 450) n where a.name = 'Lead 7'
  )
  insert into lead_outcomes (lead_id, won, closed_at, score, classification, scoring_model_id)
  select id, status = 'won', created_at + interval '30 days', 0, 'cold', (select id from scoring_models where is_active)
    from added where status in ('won', 'lost')`

type LeadRow = {
  id: string
  name: string
  created_at: Date
  status: string
  metadata: Record<string, string>
}
type Fact = { lead_id: string; id: string; type: string; at: Date }

/** The same figures, counted one lead after the other from the tables. */
async function countByHand({ db }: TestApi, at: number) {
  const leads = (await db.pool.query<LeadRow & Record<string, string>>('select * from leads order by id'))
    .rows
  const facts = (
    await db.pool.query<Fact>('select lead_id, id, activity_type as type, occurred_at as at from activities')
  ).rows
  const outcomes = (
    await db.pool.query<{ lead_id: string; won: boolean; closed_at: Date }>('select * from lead_outcomes')
  ).rows
  const factsOf = (lead: (typeof leads)[number], moment: number): LeadFacts => ({
    fields: {
      ...lead,
      company_size: Number(lead.company_size),
      'metadata.plan': lead.metadata.plan,
      metadata: null,
      created_at: null,
    },
    activities: facts
      .filter(
        (fact) => fact.lead_id === lead.id && fact.at.getTime() <= moment && fact.type !== 'status_change',
      )
      .map(({ id, type, at: occurred }) => ({ id, type, at: occurred.getTime() })),
    createdAt: lead.created_at.getTime(),
  })
  const [before, after] = [compileModel(b2b), compileModel(bold)]
  const open = leads
    .filter(({ status }) => status === 'new')
    .map((lead) => {
      const known = factsOf(lead, at)
      return { lead, before: before.score(known, at), after: after.score(known, at) }
    })
  const closed = outcomes
    .filter(({ closed_at }) => closed_at.getTime() > at - 365 * day)
    .map(({ lead_id, won, closed_at }) => {
      const lead = leads.find(({ id }) => id === lead_id)!
      const moment = Math.max(lead.created_at.getTime(), closed_at.getTime() - day)
      const known = factsOf(lead, moment)
      return { won, before: before.score(known, moment), after: after.score(known, moment) }
    })
  return { open, closed }
}

async function scene() {
  const api = await ownTestApi()
  const ada = await api.build.user('ada', 'admin')
  const max = await api.build.user('max', 'manager')
  const { body: draft } = await api
    .call('post', '/api/scoring/drafts', { as: ada, body: { document: bold } })
    .expect(201)
  const measure = (as: TestUser | undefined = max, id: string = draft.id) =>
    api.call('post', `/api/scoring/drafts/${id}/impact`, { ...(as ? { as } : {}) })
  const read = async (as: TestUser = max) =>
    (await api.call('get', `/api/scoring/drafts/${draft.id}`, { as })).body
  const save = (revision: number) =>
    api
      .call('put', `/api/scoring/drafts/${draft.id}`, { as: ada, body: { revision, document: bold } })
      .expect(200)
  const job = async (id: string) => (await api.call('get', `/api/jobs/${id}`, { as: max }).expect(200)).body
  return { api, ada, max, draft, measure, read, save, job }
}

describe('POST /api/scoring/drafts/:id/impact', () => {
  it('measures the draft on every open lead and on the deals of a year, as counted by hand', async () => {
    const { api, measure, read, job } = await scene()
    await api.db.pool.query(filling)
    const { body: asked } = await measure().expect(201)
    expect(asked).toMatchObject({ kind: 'impact', status: 'queued', progress: 0, result: null })
    expect(await runJobs(api)).toEqual(['succeeded'])
    const done = await job(asked.id)
    expect(done).toMatchObject({ status: 'succeeded', progress: 1, error: null })
    expect((await read()).impact_job).toEqual(done)

    const result: ImpactResult = done.result
    const { open, closed } = await countByHand(api, Date.parse(result.measured_at))
    const classesOf = (side: 'before' | 'after') => {
      const of = (wanted: string) => open.filter((lead) => lead[side].classification === wanted).length
      return { hot: of('hot'), warm: of('warm'), cold: of('cold') }
    }
    expect(open).toHaveLength(40)
    expect(result).toMatchObject({ revision: 1, compared_with: 1, leads: 40 })
    expect(result.before).toEqual(classesOf('before'))
    expect(result.after).toEqual(classesOf('after'))
    expect(result.before).not.toEqual(result.after)
    expect(result.moves).toHaveLength(9)
    for (const { from, to, leads } of result.moves) {
      expect(leads).toBe(
        open.filter(({ before, after }) => before.classification === from && after.classification === to)
          .length,
      )
    }
    const changes = open.map(({ lead, before, after }) => ({
      id: lead.id,
      change: after.total - before.total,
    }))
    expect(result.changed).toBe(changes.filter(({ change }) => change !== 0).length)
    expect(result.mean_change).toBeCloseTo(changes.reduce((sum, { change }) => sum + change, 0) / 40, 10)
    for (const { from, to, before, after } of result.distribution) {
      expect(before).toBe(open.filter((lead) => lead.before.total >= from && lead.before.total <= to).length)
      expect(after).toBe(open.filter((lead) => lead.after.total >= from && lead.after.total <= to).length)
    }
    expect(result.distribution.reduce((sum, { after }) => sum + after, 0)).toBe(40)

    const bySize = (sign: number) =>
      changes
        .filter(({ change }) => change * sign > 0)
        .toSorted((left, right) => (right.change - left.change) * sign || (left.id < right.id ? -1 : 1))
        .slice(0, 20)
    const told = (movers: ImpactResult['risers']) =>
      movers.map(({ lead_id, before, after }) => ({ id: lead_id, change: after - before }))
    expect(told(result.risers)).toEqual(bySize(1))
    expect(told(result.fallers)).toEqual(bySize(-1))
    expect(result.risers.length).toBeGreaterThan(0)
    const [top] = result.risers
    const same = open.find(({ lead }) => lead.id === top?.lead_id)
    expect(top).toMatchObject({
      name: same?.lead.name,
      company: same?.lead.company,
      class_before: same?.before.classification,
      class_after: same?.after.classification,
    })

    const hot = (isWon: boolean, side: 'before' | 'after') =>
      closed.filter(({ won, [side]: score }) => won === isWon && score.classification === 'hot').length
    const [won, lost] = [closed.filter((deal) => deal.won), closed.filter((deal) => !deal.won)]
    const auc = (side: 'before' | 'after') => {
      const wins = won.flatMap((winner) =>
        lost.map((loser) => (Math.sign(winner[side].total - loser[side].total) + 1) / 2),
      )
      return wins.reduce((sum, win) => sum + win, 0) / wins.length
    }
    expect(closed.length).toBeGreaterThan(10)
    expect(closed.length).toBeLessThan(20)
    expect(result.last_year).toEqual({
      won: won.length,
      lost: lost.length,
      won_hot_before: hot(true, 'before'),
      won_hot_after: hot(true, 'after'),
      lost_hot_before: hot(false, 'before'),
      lost_hot_after: hot(false, 'after'),
      auc_before: expect.closeTo(auc('before'), 10),
      auc_after: expect.closeTo(auc('after'), 10),
    })
  })

  it('measures an empty base', async () => {
    const { api, measure, job } = await scene()
    const { body } = await measure().expect(201)
    expect(await runJobs(api)).toEqual(['succeeded'])
    expect((await job(body.id)).result).toMatchObject({
      leads: 0,
      mean_change: 0,
      risers: [],
      last_year: { won: 0, lost: 0, auc_before: null, auc_after: null },
    })
  })

  it('measures a revision once however many ask, and stops the older one', async () => {
    const { api, ada, max, measure, save, job, read } = await scene()
    const answers = await Promise.all([measure(max), measure(ada), measure(max)])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const [first] = answers.map(({ body }) => body)
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    await save(1)
    const { body: second } = await measure().expect(201)
    expect(second.id).not.toBe(first.id)
    expect((await job(first.id)).status).toBe('cancelled')
    expect((await read()).impact_job.id).toBe(second.id)
    expect(await runJobs(api)).toEqual(['succeeded'])
    expect((await job(second.id)).result.revision).toBe(2)
    expect((await measure().expect(201)).body.id).not.toBe(second.id)
  })

  it('stops with the draft that it measures', async () => {
    const { api, ada, draft, measure, job } = await scene()
    const { body } = await measure().expect(201)
    await api.call('delete', `/api/scoring/drafts/${draft.id}`, { as: ada }).expect(204)
    expect((await job(body.id)).status).toBe('cancelled')
  })

  it('is for managers, who may not edit, and for drafts that exist', async () => {
    const { api, max, draft, measure } = await scene()
    await measure(await api.build.user('rita')).expect(403)
    await measure(max, randomUUID()).expect(404)
    await api.call('post', `/api/scoring/drafts/${draft.id}/impact`).expect(401)
    expect((await api.db.pool.query('select 1 from background_jobs')).rowCount).toBe(0)
    await measure(max).expect(201)
    await api.call('delete', `/api/scoring/drafts/${draft.id}`, { as: max }).expect(403)
  })
})
