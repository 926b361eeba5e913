import type { Role } from '@leadglass/contracts/auth.ts'
import type { LeadListQuery } from '@leadglass/contracts/leads.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import { sortOf } from './lead-list-order.ts'
import { listLeadRows } from './lead-list-repository.ts'

const fill = `
  insert into leads (name, email, company, source, status, owner_id, scoring_model_id, created_at,
                     current_score, fit_score, classification)
  select 'Lead ' || n, 'lead' || n || '@example.com', 'Company ' || n % 900, (array['ads','web','fair'])[1 + n % 3],
         (enum_range(null::lead_status))[1 + n % 7], case when n % 9 > 0 then ($1::uuid[])[1 + n % 20] end,
         (select id from scoring_models where is_active), now() - n * interval '5 minutes', s, s,
         (case when s >= 80 then 'hot' when s >= 50 then 'warm' else 'cold' end)::classification
    from generate_series(1, 100000) n, lateral (select n % 101 as s) t`

describe('the lists of leads, with 100,000 of them (R043)', () => {
  let api: TestApi
  let owner: string
  const roleScope = (role: Role) => ({
    actor: { id: owner, role, sessionId: '' },
    seesAll: role !== 'sales_rep',
  })

  beforeAll(async () => {
    api = await testApi()
    const reps = await Promise.all(Array.from({ length: 20 }, (_, index) => api.build.user(`rep${index}`)))
    owner = reps[3]!.id
    await api.db.pool.query(fill, [reps.map((rep) => rep.id)])
    await api.db.pool.query('vacuum analyze leads, lead_search, assignments, users')
  })
  afterAll(() => api.close())

  /** The plan of the statement that the list itself runs. */
  async function planOf(
    query: LeadListQuery,
    role: Role,
    after: readonly [string | number, string] | null = null,
  ) {
    let plan = ''
    const explaining: Db = {
      sql: async (given, values) => {
        const explain = statement<{ 'QUERY PLAN': string }>(`x${Math.random()}`, `explain ${given.text}`)
        plan = (await api.db.sql({ ...explain, name: undefined }, values))
          .map((row) => row['QUERY PLAN'])
          .join('\n')
        return []
      },
    }
    const page = { perPage: 25, page: 1, offset: 0, after, total: after ? 0 : null }
    await listLeadRows(explaining, roleScope(role), query, sortOf(query), page)
    return withoutCappedCount(plan)
  }

  /** The count stops after 10,001 rows, whichever way it reads them; what is below that limit costs little. */
  function withoutCappedCount(plan: string): string {
    const lines = plan.split('\n')
    const indentOf = (line = '') => line.search(/\S/)
    const limit = lines.findIndex(
      (line) => /Limit .* rows=(10001|\d{1,4}) /.test(line) && line.includes('width=4'),
    )
    if (limit < 0) return plan
    const end = lines.findIndex((line, index) => index > limit && indentOf(line) <= indentOf(lines[limit]))
    return [...lines.slice(0, limit), ...(end < 0 ? [] : lines.slice(end))].join('\n')
  }

  it.each([
    {},
    { classification: 'hot' },
    { classification: 'cold', order: 'asc' },
    { status: 'proposal' },
    { source: 'fair' },
    { unassigned: true },
    { min_score: 90 },
    { max_score: 5 },
    { sort: 'created_at' },
    { sort: 'name' },
    { sort: 'source', order: 'desc' },
    { created_from: '2026-11-20' },
    { search: 'lead7712@' },
  ] as LeadListQuery[])('follows an index for %o, as manager and as rep', async (query) => {
    expect(await planOf(query, 'manager')).not.toMatch(/Seq Scan on leads/)
    expect(await planOf(query, 'sales_rep')).not.toMatch(/Seq Scan on leads/)
  })

  it('follows an index for one owner and class, sorted and from a cursor on', async () => {
    const query = { owner_id: owner, classification: 'warm' } as const
    const plan = await planOf(query, 'manager', [70, '00000000-0000-7000-8000-000000000000'])
    expect(plan).not.toMatch(/Seq Scan on leads/)
    expect(plan).toMatch(/leads_owner_id_classification_current_score_id_idx/)
  })

  it.each([
    ['rare words', { search: 'company 77 nothing' }],
    ['some hits', { search: 'company 77' }],
    ['thousands of hits', { search: 'company 7' }],
    ['more hits than are counted', { search: 'LEAD 1' }],
    ['many hits and a filter', { search: 'lead', status: 'won', max_score: 40, order: 'asc' }],
    ['many hits by name', { search: 'example.com', sort: 'name' }],
  ] as [string, LeadListQuery][])(
    'finds the same leads and counts as a plain search: %s',
    async (_, query) => {
      for (const role of ['manager', 'sales_rep'] as const) {
        const scope = roleScope(role)
        const page = { perPage: 25, page: 2, offset: 25, after: null, total: null }
        const found = await listLeadRows(api.db, scope, query, sortOf(query), page)
        const { field, order } = sortOf(query)
        const plain = `from leads l join lead_search s on s.lead_id = l.id
        where s.text like $1 and ($2 or l.owner_id = $3) and ($4::text is null or l.status::text = $4)
          and l.current_score <= $5`
        const values = [
          `%${query.search?.toLowerCase()}%`,
          scope.seesAll,
          owner,
          query.status ?? null,
          query.max_score ?? 100,
        ]
        const order_ = `order by l.${field} ${order}, l.id ${order} limit 26 offset 25`
        const rows = await api.db.pool.query(`select l.id ${plain} ${order_}`, values)
        const count = await api.db.pool.query(`select count(*)::int as n ${plain}`, values)
        expect(found.rows.map((row) => row.id)).toEqual(rows.rows.map((row) => row.id))
        expect(found.total).toBe(Math.min(count.rows[0].n, 10_001))
      }
    },
  )

  it('has the indexes of every list', async () => {
    const { rows } = await api.db.pool.query(
      `select count(*)::int as n from pg_indexes where schemaname = 'public'`,
    )
    expect(rows[0].n).toBeGreaterThanOrEqual(30)
  })
})
