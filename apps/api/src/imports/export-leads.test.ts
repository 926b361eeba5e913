import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let maria: TestUser
let ravi: TestUser

beforeAll(async () => {
  api = await testApi()
  maria = await api.build.user('maria', 'manager')
  ravi = await api.build.user('ravi')
})
afterAll(() => api.close())

async function exported(as: TestUser, query: Record<string, string> = {}) {
  const answer = await api.call('get', '/api/leads/export', { as, query })
  return { answer, leads: parse(answer.text, { columns: true }) as Record<string, string>[] }
}

describe('GET /api/leads/export', () => {
  it('writes the filtered list with scores and parts as CSV (R108)', async () => {
    await api.build.lead({
      name: 'Hot, "one"',
      email: 'hot@a.example',
      score: 85,
      source: 'fair',
      ownerId: ravi.id,
    })
    await api.build.lead({ name: 'Cold', email: 'cold@a.example', score: 5, source: 'fair' })
    const { answer, leads } = await exported(maria, { classification: 'hot', format: 'csv', source: 'fair' })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="leads-\d{4}-\d\d-\d\d\.csv"$/,
    )
    expect(answer.text.split('\r\n')[0]).toContain('email')
    expect(leads).toHaveLength(1)
    expect(leads[0]).toMatchObject({
      name: 'Hot, "one"',
      email: 'hot@a.example',
      score: '85',
      classification: 'hot',
      engagement: '0',
      buying_signals: '0',
      demographic_fit: '85',
      owner: 'Ravi',
    })
  })

  it('shows a rep only what the rep may see', async () => {
    const { leads } = await exported(ravi)
    expect(leads.map((lead) => lead.name)).toEqual(['Hot, "one"'])
  })

  it('walks every page in the order asked for', async () => {
    await api.db.pool.query(`insert into leads (name, source, scoring_model_id)
      select 'Walk ' || lpad(n::text, 5, '0'), 'walk', (select id from scoring_models where is_active)
        from generate_series(1, 2500) n`)
    const { leads } = await exported(maria, { source: 'walk', sort: 'name' })
    expect(leads).toHaveLength(2500)
    expect(leads.at(-1)?.name).toBe('Walk 02500')
    expect(new Set(leads.map((lead) => lead.id)).size).toBe(2500)
  })

  it('makes formulas text, and an import takes it back (R062)', async () => {
    const source = 'round'
    await api.build.lead({
      name: '=1+1',
      company: ' @SUM(A1)',
      phone: '+14155552671',
      email: 'r@trip.example',
      source,
    })
    const { answer, leads } = await exported(maria, { source })
    expect(leads[0]).toMatchObject({ name: "'=1+1", company: "' @SUM(A1)", phone: "'+14155552671" })

    await api.db.pool.query(`delete from leads where source = $1`, [source])
    const imported = await api.request
      .post('/api/leads/import')
      .set('authorization', `Bearer ${await api.tokenOf(maria)}`)
      .set('content-type', 'text/csv')
      .send(answer.text)
    expect(imported.body).toMatchObject({ created_count: 1, error_count: 0 })
    const { rows } = await api.db.pool.query(`select name, company, phone from leads where source = $1`, [
      source,
    ])
    expect(rows).toEqual([{ name: '=1+1', company: '@SUM(A1)', phone: '+14155552671' }])
  })

  it('refuses unknown filters, other formats and strangers', async () => {
    for (const query of [{ colour: 'red' }, { format: 'xlsx' }, { page: '1' }, { min_score: 'x' }]) {
      expect((await api.call('get', '/api/leads/export', { as: maria, query: query as never })).status).toBe(
        400,
      )
    }
    expect((await api.call('get', '/api/leads/export')).status).toBe(401)
  })
})

describe('GET /api/leads/import/template', () => {
  it('gives a CSV whose header maps itself', async () => {
    const answer = await api.call('get', '/api/leads/import/template', { as: ravi })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.text).toBe(
      'name,email,phone,company,title,industry,company_size,country,location,source,status,estimated_value,outcome,created_at,closed_at\r\n',
    )
    expect((await api.call('get', '/api/leads/import/template')).status).toBe(401)
  })
})
