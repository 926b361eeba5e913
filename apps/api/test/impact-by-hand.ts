import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import {
  compileVersion,
  type LeadFacts,
  type ScoringModel,
  type ScoringVersion,
  scoringPresets,
} from '@leadglass/scoring'
import { expect } from 'vitest'
import type { TestApi } from './test-api.ts'

const { b2b } = scoringPresets
const day = 86_400_000

/** Bolder rules: other points, a field of the metadata, another threshold. */
export const bold: ScoringModel = {
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

export async function fillBase({ db }: TestApi): Promise<void> {
  await db.pool.query(filling)
}

/** What a model that has not seen a lead says of it, in these tests: of every other lead, by the last digit of its id. */
export function heldOutOf(leadId: string): number | null {
  const digit = Number(leadId.slice(-1))
  return digit % 2 === 0 ? digit / 5 - 1 : null
}

type Scored = ReturnType<ReturnType<typeof compileVersion>['score']>

/** Scores every lead of the base one after the other from the tables, by both versions. */
export async function countByHand({ db }: TestApi, at: number, learned: ScoringVersion['learned'] = null) {
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
  const [before, after] = [compileVersion({ rules: b2b, learned }), compileVersion({ rules: bold, learned })]
  const open = leads
    .filter(({ status }) => status === 'new')
    .map((lead) => {
      const known = factsOf(lead, at)
      return { lead, before: before.score(known, at), after: after.score(known, at) }
    })
  const closed = outcomes
    .filter(({ closed_at }) => closed_at.getTime() > at - 365 * day)
    .flatMap(({ lead_id, won, closed_at }) => {
      const lead = leads.find(({ id }) => id === lead_id)
      if (!lead) return []
      const moment = Math.max(lead.created_at.getTime(), closed_at.getTime() - day)
      const known = factsOf(lead, moment)
      const heldOut = learned && heldOutOf(lead_id)
      const score = (version: typeof before): Scored =>
        heldOut === null ? version.score(known, moment) : version.scoreWithHeldOut(known, moment, heldOut)
      return [{ won, before: score(before), after: score(after) }]
    })
  return { open, closed }
}

/** That the figures of a job are those that were counted by hand. */
export function expectCounted(
  result: ImpactResult,
  { open, closed }: Awaited<ReturnType<typeof countByHand>>,
): void {
  const classesOf = (side: 'before' | 'after') => {
    const of = (wanted: string) => open.filter((lead) => lead[side].classification === wanted).length
    return { hot: of('hot'), warm: of('warm'), cold: of('cold') }
  }
  expect(open).toHaveLength(40)
  expect(result).toMatchObject({ revision: 1, leads: 40 })
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
}
