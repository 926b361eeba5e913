import type { AuditLog } from '@leadglass/contracts/audit.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

let api: TestApi
let ada: TestUser
let rita: TestUser
const acme = '01930000-0000-7000-8000-00000000000a'

const insertion = statement(
  'test_insert_audit_log',
  `insert into audit_logs (created_at, action, actor_id, actor_name, entity_type, entity_id, entity_name, after)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

beforeAll(async () => {
  api = await testApi()
  ada = await api.build.user('ada', 'admin')
  rita = await api.build.user('rita')
  const rows: unknown[][] = [
    ['2026-01-01T09:00:00Z', 'login_succeeded', rita.id, 'Rita', 'user', rita.id, 'Rita', null],
    [
      '2026-01-01T23:59:59.999Z',
      'lead_created',
      rita.id,
      'Rita',
      'lead',
      acme,
      'Acme 100%',
      '{"name":"Acme"}',
    ],
    ['2026-01-02T00:00:00Z', 'lead_updated', ada.id, 'Ada', 'lead', acme, 'Acme 100%', '{"title":"=1+1"}'],
    [
      '2026-01-03T09:00:00Z',
      'login_failed',
      null,
      null,
      'user',
      null,
      'mallory',
      '{"reason":"unknown_user"}',
    ],
    [
      '2026-01-03T09:00:00Z',
      'login_failed',
      null,
      null,
      'user',
      null,
      'mallory',
      '{"reason":"unknown_user"}',
    ],
  ]
  for (const row of rows) await api.db.sql(insertion, row)
})
afterAll(() => api.close())

async function actions(query: Record<string, string>): Promise<string[]> {
  const answer = await api.call('get', '/api/audit-logs', { as: ada, query }).expect(200)
  expect(answer.body.total).toBe(answer.body.items.length)
  return answer.body.items.map(({ action }: AuditLog) => action)
}

describe('GET /api/audit-logs (R066)', () => {
  it('shows the newest first', async () => {
    expect(await actions({})).toEqual([
      'login_failed',
      'login_failed',
      'lead_updated',
      'lead_created',
      'login_succeeded',
    ])
  })

  it.each([
    [{ action: 'login_failed' }, ['login_failed', 'login_failed']],
    [{ action: 'lead_created,login_succeeded' }, ['lead_created', 'login_succeeded']],
    [{ entity_type: 'lead' }, ['lead_updated', 'lead_created']],
    [{ entity_id: acme.toUpperCase() }, ['lead_updated', 'lead_created']],
    [{ from: '2026-01-02' }, ['login_failed', 'login_failed', 'lead_updated']],
    [{ to: '2026-01-01' }, ['lead_created', 'login_succeeded']],
    [{ from: '2026-01-02T00:00:00+00:00', to: '2026-01-03T09:00:00Z' }, ['lead_updated']],
    [{ search: 'mallo' }, ['login_failed', 'login_failed']],
    [{ search: 'RITA' }, ['lead_created', 'login_succeeded']],
    [{ search: '100%' }, ['lead_updated', 'lead_created']],
    [{ search: '_cme 1' }, []],
  ])('filters by %j', async (query, expected) => {
    expect(await actions(query)).toEqual(expected)
  })

  it('filters by who did it', async () => {
    expect(await actions({ actor_id: rita.id, action: 'lead_created' })).toEqual(['lead_created'])
  })

  it('is walked by cursor without a gap where moments are equal', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, string> = cursor ? { cursor, per_page: '1' } : { per_page: '1' }
      const { body } = await api.call('get', '/api/audit-logs', { as: ada, query }).expect(200)
      seen.push(...body.items.map(({ id }: AuditLog) => id))
      expect(body.total).toBe(5)
      cursor = body.next_cursor
    } while (cursor)
    expect(new Set(seen).size).toBe(5)
  })

  it.each<Record<string, string>>([
    { action: 'nonsense' },
    { action: 'lead_created,' },
    { actor_id: 'x' },
    { entity_type: 'table' },
    { from: 'yesterday' },
    { to: '2026-13-01' },
    { cursor: 'x' },
    { order: 'asc' },
  ])('refuses %j with 400', async (query) => {
    await api.call('get', '/api/audit-logs', { as: ada, query }).expect(400)
  })

  it('is for admins alone', async () => {
    const mona = await api.build.user('mona', 'manager')
    await api.call('get', '/api/audit-logs').expect(401)
    for (const as of [rita, mona]) {
      await api.call('get', '/api/audit-logs', { as }).expect(403)
      await api.call('get', '/api/audit-logs/export', { as }).expect(403)
    }
  })
})

describe('the table', () => {
  it('is append-only, for operators with SQL as well (ASVS 16.4.2)', async () => {
    const { pool } = api.db
    await expect(pool.query(`update audit_logs set action = 'x'`)).rejects.toThrow('append-only')
    await pool.query(`insert into audit_logs (action) values ('logged_out')`)
    await expect(pool.query(`delete from audit_logs where action = 'logged_out'`)).rejects.toThrow(
      'append-only',
    )
    const { rowCount } = await pool.query(`delete from audit_logs where created_at < '2026-01-01T10:00:00Z'`)
    expect(rowCount).toBe(1)
  })
})

describe('GET /api/audit-logs/export', () => {
  it('is the filtered log as CSV, safe in a spreadsheet, and stands in the log itself', async () => {
    const query = { entity_id: acme }
    const answer = await api.call('get', '/api/audit-logs/export', { as: ada, query }).expect(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="audit-log-[\d-]+\.csv"$/)
    const lines = answer.text.trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^created_at,action,actor_id/)
    expect(lines[1]).toMatch(/^2026-01-02T00:00:00\.000Z,lead_updated,/)
    const { body } = await api.call('get', '/api/audit-logs', {
      as: ada,
      query: { action: 'audit_exported' },
    })
    expect(body.items[0]).toMatchObject({
      actor: { id: ada.id },
      after: { rows: 2, 'filter.entity_id': acme },
    })
  })
})
