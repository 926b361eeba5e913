import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

let api: TestApi
let [manager, rita, omar]: TestUser[] = []
let lead: TestLead

const plant = statement(
  'test_plant_verdict',
  `insert into score_verdicts (lead_id, user_id, verdict, reason, score, classification, scoring_model_id, created_at,
                               reviewed_at, reviewed_by_id)
   values ($1, $2, $3::verdict_word, $4, 62, 'warm', (select id from scoring_models where is_active), $5, $6, $7)`,
)
const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 12, minute))
/** Named by its reason. */
const put = (reason: string, verdict: string, given: number, reviewed: number | null = null) =>
  api.db.sql(plant, [
    ...[lead.id, reason.startsWith('o') ? omar!.id : rita!.id, verdict, reason, at(given)],
    ...(reviewed === null ? [null, null] : [at(reviewed), manager!.id]),
  ])

beforeAll(async () => {
  api = await testApi()
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
  lead = await api.build.lead({ name: 'Ada Berg', company: 'Berg AB', score: 62, ownerId: rita.id })
  await put('r1', 'too_high', 1)
  await put('r2', 'too_low', 2)
  await put('r3', 'right', 3)
  await put('o4', 'too_high', 4)
  await put('r5', 'too_low', 5, 40)
  await put('o6', 'too_high', 6, 30)
  await put('o7', 'right', 7, 50)
  // Two at the same moment: the id decides.
  await put('o8', 'too_low', 8)
  await put('r8', 'too_low', 8)
})
afterAll(() => api.close())

const list = (query: Record<string, string> = {}, as: TestUser | undefined = manager) =>
  api.call('get', '/api/verdicts', { ...(as ? { as } : {}), query })
const reasons = ({ body }: { body: { items: { reason: string }[] } }) =>
  body.items.map(({ reason }) => reason)

describe('GET /api/verdicts', () => {
  it('lists open words against the score, newest first, with their leads', async () => {
    const answer = await list()
    expect(answer.status).toBe(200)
    expect(reasons(answer)).toEqual(['r8', 'o8', 'o4', 'r2', 'r1'])
    expect(answer.body).toMatchObject({ total: 5, total_capped: false, next_cursor: null })
    expect(answer.body.items[2]).toEqual({
      id: expect.any(String),
      lead_id: lead.id,
      user: { id: omar!.id, full_name: 'Omar' },
      verdict: 'too_high',
      reason: 'o4',
      score: 62,
      classification: 'warm',
      model_version: 1,
      created_at: at(4).toISOString(),
      reviewed_at: null,
      reviewed_by: null,
      review_note: null,
      lead: {
        id: lead.id,
        name: 'Ada Berg',
        company: 'Berg AB',
        status: 'new',
        current_score: 62,
        classification: 'warm',
        owner: { id: rita!.id, full_name: 'Rita' },
      },
    })
  })

  it.each([
    [{ state: 'open' }, ['r8', 'o8', 'o4', 'r2', 'r1']],
    [{ state: 'reviewed' }, ['r5', 'o6']],
    [{ state: 'all' }, ['r8', 'o8', 'o4', 'r2', 'r1', 'r5', 'o6']],
    [{ verdict: 'too_high' }, ['o4', 'r1']],
    [{ verdict: 'right' }, ['r3']],
    [{ state: 'all', verdict: 'right' }, ['r3', 'o7']],
    [{ state: 'reviewed', verdict: 'too_low' }, ['r5']],
  ])('filters by %o, open ones first', async (query, expected) => {
    const answer = await list(query as unknown as Record<string, string>)
    expect([reasons(answer), answer.body.total]).toEqual([expected, expected.length])
  })

  it.each([
    [{ state: 'all' }, ['r8', 'o8', 'o4', 'r2', 'r1', 'r5', 'o6']],
    [{ state: 'open', verdict: 'too_low' }, ['r8', 'o8', 'r2']],
    [{ state: 'reviewed' }, ['r5', 'o6']],
  ])('walks %o in pages of two, each row once', async (query, expected) => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const answer = await list({ ...query, per_page: '2', ...(cursor ? { cursor } : {}) } as never)
      seen.push(...reasons(answer))
      expect(answer.body.total).toBe(expected.length)
      cursor = answer.body.next_cursor
    }
    expect(seen).toEqual(expected)
    expect(reasons(await list({ ...query, per_page: '2', page: '2' } as never))).toEqual(expected.slice(2, 4))
  })

  it('is for managers and admins, and refuses what it does not know', async () => {
    expect((await list({}, rita)).body.type).toBe('role_not_allowed')
    expect((await api.call('get', '/api/verdicts')).status).toBe(401)
    expect((await list({ state: 'closed' })).status).toBe(400)
    expect((await list({ verdict: 'wrong' })).status).toBe(400)
    expect((await list({ user_id: rita!.id })).status).toBe(400)
    const { body } = await list({ per_page: '2' })
    const other = await list({ state: 'all', cursor: body.next_cursor })
    expect([other.status, other.body.type]).toEqual([400, 'cursor_invalid'])
  })

  it('takes a forged cursor for what it says', async () => {
    const forge = (place: number) =>
      Buffer.from(JSON.stringify(['verdicts:all', place, lead.id, 2, 7])).toString('base64url')
    for (const place of [0, -1, 1e14, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      expect([200, 400]).toContain((await list({ state: 'all', cursor: forge(place) })).status)
    }
  })
})
