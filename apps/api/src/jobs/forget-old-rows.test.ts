import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { createLog } from '../log.ts'
import { forgetOldRows, forgetRateLimits } from './forget-old-rows.ts'
import type { LoopJob } from './loop.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const days = { notifications: 90, audit: 365 }

let api: TestApi
let dana: TestUser
let job: LoopJob

beforeAll(async () => {
  api = await testApi()
  dana = await api.build.user('dana')
  job = { db: api.db, clock: () => now, log: createLog('silent'), signal: new AbortController().signal }
})
afterAll(() => api.close())

async function query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await api.db.pool.query<Row>(text, values)).rows
}

/** The texts of a column, in order. */
async function texts(table: string, column: string): Promise<string[]> {
  const rows = await query<{ text: string }>(`select ${column}::text as text from ${table} order by 1`)
  return rows.map(({ text }) => text)
}

describe('retention (R118)', () => {
  it('forgets notifications that were read long ago, and no others', async () => {
    const insert = (title: string, createdAt: Date, readAt: Date | null) =>
      query(
        `insert into notifications (user_id, notification_type, title, message, created_at, is_read, read_at)
         values ($1, 'lead_assigned', $2, '', $3, $4, $5)`,
        [dana.id, title, createdAt, readAt !== null, readAt],
      )
    await insert('read long ago', daysAgo(200), daysAgo(91))
    await insert('never read', daysAgo(200), null)
    await insert('read yesterday', daysAgo(200), daysAgo(1))
    await insert('read in time', daysAgo(89), daysAgo(89))
    expect(await forgetOldRows(days)(job)).toMatchObject({ notifications: 1 })
    expect(await texts('notifications', 'title')).toEqual(['never read', 'read in time', 'read yesterday'])
    expect(await forgetOldRows(days)(job)).toMatchObject({ notifications: 0 })
  })

  it('works through more than one batch', async () => {
    await query(
      `insert into notifications (user_id, notification_type, title, message, created_at, is_read, read_at)
       select $1, 'lead_assigned', 'many', '', $2::timestamptz, n % 2 = 0, case when n % 2 = 0 then $2::timestamptz end
         from generate_series(1, 2500) n`,
      [dana.id, daysAgo(100)],
    )
    await query(
      `insert into slow_requests (at, method, route, status_code, duration_ms, request_id)
       select $1, 'GET', '/api/leads', 200, 1500, n::text from generate_series(1, 2500) n`,
      [daysAgo(15)],
    )
    expect(await forgetOldRows(days)(job)).toMatchObject({ notifications: 1_250, slow_requests: 2_500 })
    const [left] = await query<{ count: number }>(
      `select count(*)::int as count from notifications where title = 'many'`,
    )
    expect(left?.count).toBe(1_250)
  })

  it('forgets sessions that ended more than 30 days ago', async () => {
    await query(
      `insert into sessions (user_id, refresh_hash, expires_at, revoked_at)
       values ($1, 'expired', $2, null), ($1, 'ended', $4, $2), ($1, 'expired lately', $3, null),
              ($1, 'ended lately', $4, $3), ($1, 'alive', $4, null)`,
      [dana.id, daysAgo(31), daysAgo(29), daysAgo(-7)],
    )
    expect(await forgetOldRows(days)(job)).toMatchObject({ sessions: 2 })
    expect(await texts('sessions', 'refresh_hash')).toEqual(['alive', 'ended lately', 'expired lately'])
  })

  it('forgets the audit log after its time, and only then', async () => {
    await query(
      `insert into audit_logs (action, created_at) values ('old.thing', $1), ('recent.thing', $2), ('new.thing', $3)`,
      [daysAgo(366), daysAgo(364), now],
    )
    expect(await forgetOldRows(days)(job)).toMatchObject({ audit_logs: 1 })
    const kept = (await texts('audit_logs', 'action')).filter((action) => action.endsWith('.thing'))
    expect(kept).toEqual(['new.thing', 'recent.thing'])
  })

  it('keeps figures for 90 days and slow requests for 14', async () => {
    await query('insert into service_minutes (minute) values ($1), ($2)', [daysAgo(91), daysAgo(89)])
    await query(
      `insert into slow_requests (at, method, route, status_code, duration_ms, request_id)
       values ($1, 'GET', '/api/leads', 200, 1500, 'old'), ($2, 'GET', '/api/leads', 200, 1500, 'new')`,
      [daysAgo(15), daysAgo(13)],
    )
    expect(await forgetOldRows(days)(job)).toMatchObject({ service_minutes: 1, slow_requests: 1 })
    expect(await texts('slow_requests', 'request_id')).toEqual(['new'])
  })

  it('keeps outages for a year', async () => {
    await query(
      `insert into database_outages (started_at, ended_at, error_type) values ($1, $1, 'old'), ($2, $2, 'recent')`,
      [daysAgo(366), daysAgo(364)],
    )
    expect(await forgetOldRows(days)(job)).toMatchObject({ database_outages: 1 })
    expect(await texts('database_outages', 'error_type')).toEqual(['recent'])
  })

  it('keeps jobs for 90 days, mails for 7, and what has not ended', async () => {
    await query(
      `insert into background_jobs (kind, status, input, stage, created_at, finished_at)
       values ('train', 'succeeded', '{}', 'old', $1, $1), ('train', 'failed', '{}', 'recent', $2, $2),
              ('mail', 'succeeded', '{}', 'old mail', $3, $3), ('mail', 'failed', '{}', 'new mail', $4, $4),
              ('judge', 'queued', '{}', 'waiting', $1, null)`,
      [daysAgo(91), daysAgo(89), daysAgo(8), daysAgo(6)],
    )
    expect(await forgetOldRows(days)(job)).toMatchObject({ jobs: 2 })
    expect(await texts('background_jobs', 'stage')).toEqual(['new mail', 'recent', 'waiting'])
  })

  it('keeps learned models for a year, and longer those that a version uses and the newest five', async () => {
    const insert = (number: number, trainedAt: Date) =>
      query(
        `insert into learned_models (number, card, points_per_doubling, point_offset, weight, options, figures, rows,
                                     won, outcomes_from, outcomes_to, trained_at)
         values ($1, '{}', 10, 50, 0.5, '{}', '{}', 100, 50, $2, $2, $2)`,
        [number, trainedAt],
      )
    for (const number of [1, 2, 4, 5, 6, 7, 8]) await insert(number, daysAgo(400 - number))
    await insert(3, daysAgo(364))
    await query(
      `insert into scoring_models (version, name, document, learned_model_id, learned_weight, is_active)
       select 1000, name, document, (select id from learned_models where number = 1), 0.5, false
         from scoring_models where is_active`,
    )
    const lead = await api.build.lead({ name: 'Judged' })
    await query(
      `insert into held_out_predictions (learned_model_id, lead_id, fold, log_odds)
       select id, $1, 0, 0.1 from learned_models where number in (2, 8)`,
      [lead.id],
    )
    expect(await forgetOldRows(days)(job)).toMatchObject({ learned_models: 1 })
    expect(await texts('learned_models', 'number')).toEqual(['1', '3', '4', '5', '6', '7', '8'])
    expect(await query('select 1 from held_out_predictions')).toHaveLength(1)
    expect(await forgetOldRows(days)(job)).toMatchObject({ learned_models: 0 })
  })

  it('waits for nobody: a row that is in use is left for the next time', async () => {
    await query(`insert into sessions (user_id, refresh_hash, expires_at) values ($1, 'in use', $2)`, [
      dana.id,
      daysAgo(40),
    ])
    const holder = await api.db.pool.connect()
    try {
      await holder.query(`begin; select 1 from sessions where refresh_hash = 'in use' for update`)
      expect(await forgetOldRows(days)(job)).toMatchObject({ sessions: 0 })
    } finally {
      await holder.query('rollback')
      holder.release()
    }
    expect(await forgetOldRows(days)(job)).toMatchObject({ sessions: 1 })
  })

  it('stops between two batches when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('the end'))
    await query(`insert into sessions (user_id, refresh_hash, expires_at) values ($1, 'later', $2)`, [
      dana.id,
      daysAgo(40),
    ])
    await forgetOldRows(days)({ ...job, signal })
    expect(await texts('sessions', 'refresh_hash')).toContain('later')
  })
})

describe('the sweep of rate limits', () => {
  it('forgets counters whose window is over', async () => {
    await query(
      `insert into rate_limit_counters (key, count, resets_at) values ('over', 3, $1), ('counting', 3, $2)`,
      [new Date(now.getTime() - 1_000), new Date(now.getTime() + 1_000)],
    )
    expect(await forgetRateLimits(job)).toEqual({ rate_limit_counters: 1 })
    expect(await texts('rate_limit_counters', 'key')).toEqual(['counting'])
  })
})
