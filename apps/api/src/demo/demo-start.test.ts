import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { seedDemo } from './seed-demo.ts'

let api: TestApi

async function userNamed(username: string): Promise<TestUser> {
  const { rows } = await api.db.pool.query<TestUser>('select * from users where username = $1', [username])
  const [user] = rows
  if (!user) throw new Error(`nobody is named ${username}`)
  return user
}

async function get(path: string, username: string) {
  const answer = await api.call('get', path, { as: await userNamed(username) })
  expect(answer.status).toBe(200)
  return answer.body
}

type Term = { points: number }
const sumOf = (terms: Term[]) => terms.reduce((sum, { points }) => sum + points, 0)

beforeAll(async () => {
  api = await testApi()
  await seedDemo(api.db.pool, () => {})
})
afterAll(() => api.close())

describe('the demo from its first minute', () => {
  it('shows rep1 a list in the order of the score, with ledgers that sum', async () => {
    const { items } = await get('/api/leads?sort=score', 'rep1')
    const scores = items.map((lead: { current_score: number }) => lead.current_score)
    expect(scores).toHaveLength(25)
    expect(scores).toEqual([...scores].sort((one, other) => other - one))
    const [first] = items
    const score = await get(`/api/leads/${first.id}/score`, 'rep1')
    expect(sumOf(score.terms)).toBe(first.current_score)
  })

  it('has due, late and snoozed work for rep1 and rep2', async () => {
    const { rows } = await api.db.pool.query(`select u.username,
        count(*) filter (where m.follow_up_at::date = current_date)::int as today,
        count(*) filter (where m.follow_up_at::date < current_date)::int as late,
        count(*) filter (where m.snoozed_until > now())::int as snoozed
        from work_marks m join users u on u.id = m.user_id
        join assignments a on a.user_id = m.user_id and a.lead_id = m.lead_id and a.status = 'active'
       group by u.username order by u.username`)
    expect(rows.map(({ username }) => username)).toEqual(['rep1', 'rep2'])
    for (const { today, late, snoozed } of rows) expect(Math.min(today, late, snoozed)).toBeGreaterThan(0)
  })

  it('holds two versions with their reasons, a draft, open verdicts and live overrides', async () => {
    const versions = await get('/api/scoring/versions', 'manager')
    expect(versions.items.map((each: { version: number }) => each.version)).toEqual([2, 1])
    expect(versions.items[0]).toMatchObject({ is_active: true, author: { full_name: 'Ada Winters' } })
    const drafts = await get('/api/scoring/drafts', 'manager')
    expect(drafts.items).toHaveLength(1)
    const reviews = await get('/api/verdicts', 'manager')
    expect(reviews.items.length).toBeGreaterThan(5)
    const { rows } = await api.db.pool.query(
      'select count(*)::int as live from score_overrides where ended_at is null and expires_at > now()',
    )
    expect(rows[0].live).toBe(2)
  })

  it('has a report card of the rules, on which hot beats warm', async () => {
    const card = await get('/api/report-card', 'manager')
    expect(card).toMatchObject({ version: 2, learned_number: null })
    expect(card.rows).toBeGreaterThan(400)
    expectHotBeatsWarm(card)
  })

  it('learns from its outcomes as soon as the server runs, and is scored by what it learned', async () => {
    expect(new Set(await runJobs(api))).toEqual(new Set(['succeeded']))
    const card = await get('/api/report-card', 'manager')
    expect(card).toMatchObject({ version: 3, learned_number: 1 })
    expectHotBeatsWarm(card)
    const { rows } = await api.db.pool.query(`select count(*)::int as others from leads l
      join scoring_models m on m.id = l.scoring_model_id where not m.is_active or l.win_probability is null`)
    expect(rows[0].others).toBe(0)
    const { items } = await get('/api/leads?sort=score', 'rep1')
    for (const lead of items.slice(0, 5)) {
      const score = await get(`/api/leads/${lead.id}/score`, 'rep1')
      expect(sumOf(score.terms)).toBe(lead.current_score)
      expect(score.win_probability).toBeGreaterThan(0)
    }
  }, 120_000)
})

type Rate = { classification: string; rows: number; won: number }

function expectHotBeatsWarm(card: { classes: Rate[] }) {
  const rateOf = (name: string) => {
    const rate = card.classes.find(({ classification }) => classification === name)
    return rate ? rate.won / rate.rows : Number.NaN
  }
  expect(rateOf('hot')).toBeGreaterThan(rateOf('warm'))
  expect(rateOf('warm')).toBeGreaterThan(rateOf('cold'))
}
