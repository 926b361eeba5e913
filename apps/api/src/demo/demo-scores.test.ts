import { compileModel, type LeadFacts, type ScoringModel } from '@leadglass/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { connect, type Database } from '../db/db.ts'
import { judgeOutcomes } from '../report-card/judge-outcomes.ts'
import { listFactsAt } from '../scoring/list-facts-at.ts'
import { seedDemo } from './seed-demo.ts'

const now = new Date('2026-11-22T10:30:00Z')

/** A score as it was stored. */
type Stored = {
  lead_id: string
  at: string
  score: number
  engagement: number
  buying: number
  fit: number
  classification: string
  model_id: string
}

let testDatabase: TestDatabase
let db: Database

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await db.pool.query<Row>(sql)).rows
}

async function one(sql: string): Promise<Record<string, number>> {
  const [row] = await rows<Record<string, number>>(sql)
  return row ?? {}
}

/** The scores whose ledger, by what was known then, is another one than was stored. */
async function unexplained(scores: readonly Stored[]): Promise<Stored[]> {
  const versions = await rows<{ id: string; document: ScoringModel }>(
    'select id, document from scoring_models',
  )
  const models = new Map(versions.map(({ id, document }) => [id, compileModel(document)]))
  const facts = await listFactsAt(
    db,
    scores.map(({ lead_id, at }) => ({ leadId: lead_id, at: new Date(at) })),
    10,
  )
  return scores.filter((stored) => {
    const known = facts.get(stored.lead_id) as LeadFacts
    const ledger = models.get(stored.model_id)?.explain(known, Date.parse(stored.at))
    const sum = ledger?.terms.reduce((total, term) => total + term.points, 0)
    return (
      sum !== stored.score ||
      ledger?.total !== stored.score ||
      ledger.classification !== stored.classification ||
      ledger.breakdown.engagement !== stored.engagement ||
      ledger.breakdown.buying_signals !== stored.buying ||
      ledger.breakdown.demographic_fit !== stored.fit
    )
  })
}

const isoOf = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = connect({ url: testDatabase.url, max: 2, onIdleError: () => {} })
  await seedDemo(db.pool, () => {}, { now })
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})

describe('the scores of the demo', () => {
  it('have ledgers that sum to what every list shows (R102)', async () => {
    const scores = await rows<Stored>(`select id as lead_id, ${isoOf('scored_at')}, current_score as score,
      engagement_score as engagement, buying_score as buying, fit_score as fit, classification,
      scoring_model_id as model_id from leads`)
    expect(scores).toHaveLength(2000)
    expect(await unexplained(scores)).toEqual([])
  })

  it('are reproduced by every row of the history, as of its moment, by the rules of its day', async () => {
    const changes = await rows<Stored & { place: number }>(`select lead_id, ${isoOf('created_at')},
      new_score as score, engagement_score as engagement, buying_score as buying, fit_score as fit,
      new_classification as classification, scoring_model_id as model_id,
      row_number() over (partition by lead_id order by created_at)::int as place from score_history`)
    const rounds = Map.groupBy(changes, ({ place }) => place)
    const wrong: Stored[] = []
    for (const round of rounds.values()) wrong.push(...(await unexplained(round)))
    expect(wrong).toEqual([])
    expect(new Set(changes.map(({ model_id }) => model_id)).size).toBe(2)
    const { twins } = await one(`select count(*)::int as twins from (
      select 1 from score_history group by lead_id, created_at having count(*) > 1) t`)
    expect(twins).toBe(0)
  })

  it('moved with edits of the profile, which are kept as they were until then', async () => {
    const { edits, profiles, moved } = await one(`select
      count(*) filter (where v.fields ->> 'status' = coalesce(later.status, l.status::text))::int as edits,
      count(distinct v.lead_id)::int as profiles,
      count(*) filter (where exists (select 1 from score_history h where h.lead_id = v.lead_id
        and h.trigger = 'edited' and h.created_at = v.valid_until))::int as moved
      from lead_profile_versions v join leads l on l.id = v.lead_id
      left join lateral (select n.fields ->> 'status' as status from lead_profile_versions n
        where n.lead_id = v.lead_id and n.valid_until > v.valid_until order by n.valid_until limit 1) later on true`)
    expect(edits).toBeGreaterThan(500)
    expect(profiles).toBeGreaterThan(1000)
    expect(moved).toBeGreaterThan(400)
  })

  it('knows of each closed lead what was said before it was closed', async () => {
    const { outcomes, wrong, won, months } = await one(`select count(*)::int as outcomes,
      count(*) filter (where l.closed_at <> o.closed_at or o.won <> (l.status = 'won') or s.new_score <> o.score
        or s.new_classification <> o.classification or o.scoring_model_id <> (select m.id from scoring_models m
          where m.created_at <= o.closed_at order by m.version desc limit 1))::int as wrong,
      count(*) filter (where o.won)::int as won,
      count(distinct date_trunc('month', o.closed_at))::int as months
      from lead_outcomes o join leads l on l.id = o.lead_id
      join lateral (select h.* from score_history h where h.lead_id = o.lead_id and h.created_at < o.closed_at
        order by h.created_at desc limit 1) s on true`)
    expect(outcomes).toBe(
      (await one(`select count(*)::int as n from leads where status in ('won', 'lost')`)).n,
    )
    expect(wrong).toBe(0)
    expect(won).toBeGreaterThan(120)
    expect(months).toBeGreaterThan(10)
  })

  it('were judged by both versions as the report card judges, and hot beats warm beats cold', async () => {
    const byClass = await rows<{ classification: string; rows: number; rate: number }>(`
      select j.classification, count(*)::int as rows, avg(o.won::int)::float8 as rate
        from judged_outcomes j join lead_outcomes o using (lead_id)
        join scoring_models m on m.id = j.scoring_model_id and m.is_active
       group by j.classification order by j.classification`)
    const [hot, warm, cold] = byClass.map(({ rate }) => rate)
    expect(Math.min(...byClass.map((each) => each.rows))).toBeGreaterThan(40)
    expect(hot).toBeGreaterThan((warm ?? 1) + 0.1)
    expect(warm).toBeGreaterThan((cold ?? 1) + 0.1)

    const seeded = await judged()
    await db.pool.query('delete from judged_outcomes')
    await judgeOutcomes({ db, clock: () => now, signal: new AbortController().signal })
    expect(await judged()).toEqual(seeded)
  })
})

function judged() {
  return rows(`select j.lead_id, j.score, j.rules_score, j.classification, j.held_out from judged_outcomes j
    join scoring_models m on m.id = j.scoring_model_id and m.is_active order by j.lead_id`)
}
