import bcrypt from 'bcrypt'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { connect, type Database } from '../db/db.ts'
import { seedDemo } from './seed-demo.ts'

const now = new Date('2026-11-22T10:30:00Z')

type Seeded = { database: TestDatabase; db: Database }
let demo: Seeded
let lines: string[]

async function seeded(options: { seed?: number; now: Date }): Promise<Seeded> {
  const database = await createTestDatabase()
  const db = connect({ url: database.url, max: 2, onIdleError: () => {} })
  await seedDemo(db.pool, (line) => lines.push(line), options)
  return { database, db }
}

async function ended({ database, db }: Seeded): Promise<void> {
  await db.close()
  await database.drop()
}

async function rows<Row extends object>(sql: string, { db } = demo): Promise<Row[]> {
  return (await db.pool.query<Row>(sql)).rows
}

async function one(sql: string, of = demo): Promise<Record<string, number>> {
  const [row] = await rows<Record<string, number>>(sql, of)
  return row ?? {}
}

/** Everything but the ids that the database makes itself, password hashes and the seeding's own moment. */
async function checksum(of: Seeded) {
  const digest = (columns: string, table: string) =>
    one(
      `select count(*)::int as n, md5(string_agg(t::text, '|' order by t::text)) as sum from (select ${columns} from ${table}) t`,
      of,
    )
  return Promise.all([
    digest('id, username, email, full_name, role, created_at', 'users'),
    digest(
      `id, name, email, phone, company, title, industry, company_size, country, location, source, status, estimated_value,
       metadata, owner_id, created_by_id, version, current_score, engagement_score, buying_score, fit_score, classification,
       scored_at, hot_alerted_at, last_signal_at, last_touch_at, last_activity_at, contacted_at, qualified_at, closed_at, created_at, updated_at`,
      'leads',
    ),
    digest('id, lead_id, user_id, activity_type, description, occurred_at, points_awarded', 'activities'),
    digest(
      'lead_id, old_score, new_score, new_classification, trigger, trigger_activity_id, created_at',
      'score_history',
    ),
    digest(
      'id, lead_id, user_id, assigned_by_id, status, is_primary, previous_id, assigned_at, ended_at',
      'assignments',
    ),
    digest('lead_id, valid_until, fields', 'lead_profile_versions'),
    digest('lead_id, won, closed_at, score, classification, recorded_at', 'lead_outcomes'),
    digest('lead_id, score, rules_score, classification, held_out', 'judged_outcomes'),
    digest(
      'lead_id, user_id, verdict, reason, score, created_at, reviewed_at, review_note',
      'score_verdicts',
    ),
    digest('lead_id, user_id, score, reason, created_at, expires_at, ended_at', 'score_overrides'),
    digest('user_id, lead_id, done_at, snoozed_until, follow_up_at, updated_at', 'work_marks'),
    digest('version, name, document, is_active, reason', 'scoring_models'),
    digest('name, document, based_on, revision, reason, created_at, updated_at', 'scoring_drafts'),
    digest('lead_id, author_id, note_type, content, created_at', 'notes'),
    digest(
      'user_id, notification_type, title, message, lead_id, is_read, read_at, created_at',
      'notifications',
    ),
  ])
}

beforeAll(async () => {
  lines = []
  demo = await seeded({ now })
})
afterAll(() => ended(demo))

describe('seedDemo', () => {
  it('makes ten users, 2,000 leads and 30,000 activities of one year', async () => {
    expect(
      await one(`select (select count(*)::int from users) as users, (select count(*)::int from leads) as leads,
      (select count(*)::int from activities) as activities`),
    ).toEqual({ users: 10, leads: 2000, activities: 30_000 })
    expect(lines[0]).toMatch(/^Demo data: 2000 leads and 30000 activities in \d+\.\d s$/)
    const { notes, notices, history } = await one(`select (select count(*)::int from notes) as notes,
      (select count(*)::int from notifications) as notices, (select count(*)::int from score_history) as history`)
    expect(notes).toBeGreaterThan(1200)
    expect(notices).toBeGreaterThan(300)
    expect(history).toBeGreaterThan(10_000)
    const { early, late } = await one(`select
      count(*) filter (where occurred_at < '2025-11-22')::int as early,
      count(*) filter (where occurred_at > '2026-11-22')::int as late from activities`)
    expect({ early, late }).toEqual({ early: 0, late: 0 })
  })

  it('lets every demo user sign in with the published password', async () => {
    const users = await rows<{ username: string; role: string; hashed_password: string }>(
      'select username, role, hashed_password from users order by created_at',
    )
    expect(users.slice(0, 4).map(({ username, role }) => [username, role])).toEqual([
      ['admin', 'admin'],
      ['manager', 'manager'],
      ['rep1', 'sales_rep'],
      ['rep2', 'sales_rep'],
    ])
    expect(await bcrypt.compare('leadglass-demo', users[2]?.hashed_password ?? '')).toBe(true)
  })

  it('spreads open leads over the classes as a team would see them', async () => {
    const { hot, warm, closed, won, unassigned } = await one(`select
      (100.0 * avg((classification = 'hot')::int) filter (where closed_at is null))::float8 as hot,
      (100.0 * avg((classification = 'warm')::int) filter (where closed_at is null))::float8 as warm,
      (100.0 * avg((closed_at is not null)::int))::float8 as closed,
      (100.0 * avg((status = 'won')::int) filter (where closed_at is not null))::float8 as won,
      (100.0 * avg((owner_id is null)::int))::float8 as unassigned from leads`)
    for (const [value, from, to] of [
      [hot, 8, 12.5],
      [warm, 20, 30],
      [closed, 22, 28],
      [won, 25, 35],
      [unassigned, 10, 14],
    ]) {
      expect(value).toBeGreaterThanOrEqual(from ?? 0)
      expect(value).toBeLessThanOrEqual(to ?? 0)
    }
  })

  it('lets closed leads that were hot win more often than those that never were warm', async () => {
    const { hot, cold } = await one(`with best as (
        select l.status, max(h.new_score) as best from leads l join score_history h on h.lead_id = l.id
         where l.closed_at is not null group by l.id, l.status)
      select avg((status = 'won')::int) filter (where best >= 80)::float8 as hot,
             avg((status = 'won')::int) filter (where best < 50)::float8 as cold from best`)
    expect(hot).toBeGreaterThan(0.6)
    expect(cold).toBeLessThan(0.2)
  })

  it('keeps assignments, stages and times in agreement', async () => {
    const broken = await one(`select
      (select count(*)::int from leads l where l.owner_id is not null and l.closed_at is null and not exists (
         select 1 from assignments a where a.lead_id = l.id and a.user_id = l.owner_id and a.is_primary
            and a.status = 'active')) as owners_without_charge,
      (select count(*)::int from assignments a join leads l on l.id = a.lead_id
        where a.status = 'active' and (l.closed_at is not null or (a.is_primary and l.owner_id <> a.user_id))) as wrong_charges,
      (select count(*)::int from leads where (closed_at is not null) <> (status in ('won', 'lost'))) as wrong_closes,
      (select count(*)::int from leads where status <> 'new' and contacted_at is null) as no_contact,
      (select count(*)::int from leads where contacted_at < created_at or qualified_at < contacted_at
          or closed_at < contacted_at) as wrong_order,
      (select count(*)::int from leads l where l.status <> 'new' and not exists (select 1 from activities a
        where a.lead_id = l.id and a.activity_type = 'status_change' and a.description like '%→ ' || l.status)) as no_step,
      (select count(*)::int from activities a join leads l on l.id = a.lead_id
        where a.occurred_at < l.created_at) as before_lead,
      (select count(*)::int from score_history where created_at > '2026-11-22') as future_scores`)
    expect(Object.values(broken)).toEqual(Object.values(broken).map(() => 0))
    const { transfers, completions, helpers } = await one(`select
      count(*) filter (where status = 'transferred')::int as transfers,
      count(*) filter (where status = 'completed')::int as completions,
      count(*) filter (where not is_primary)::int as helpers from assignments`)
    expect(Math.min(transfers ?? 0, completions ?? 0, helpers ?? 0)).toBeGreaterThan(10)
  })

  it('has a history that ends at the stored score and points that explain it', async () => {
    const broken = await one(`with newest as (
        select distinct on (lead_id) lead_id, new_score, new_classification from score_history
         order by lead_id, created_at desc, id desc)
      select (select count(*)::int from leads l left join newest n on n.lead_id = l.id
               where (n.new_score, n.new_classification) is distinct from (l.current_score, l.classification)) as ends,
             (select count(*)::int from score_history h join activities a on a.id = h.trigger_activity_id
               where a.points_awarded < h.new_score - h.old_score
                  or (a.points_awarded < 0) <> (a.activity_type in ('unsubscribed', 'email_bounced')
                                                and a.points_awarded <> 0)) as points,
             (select count(*)::int from score_history h where h.trigger = 'activity' and h.trigger_activity_id is null) as causes`)
    expect(broken).toEqual({ ends: 0, points: 0, causes: 0 })
  })

  it('gives manager, rep1 and rep2 something unread, and everybody a name and reachable numbers', async () => {
    const unread = await rows<{ username: string }>(`select distinct u.username from notifications n
      join users u on u.id = n.user_id where not n.is_read and u.username in ('manager', 'rep1', 'rep2')`)
    expect(unread).toHaveLength(3)
    const phones = await rows<{ phone: string }>('select phone from leads where phone is not null')
    expect(phones.filter(({ phone }) => !parsePhoneNumberFromString(phone)?.isValid())).toEqual([])
    const texts = await one(`select count(*)::int as n from activities where description like '%{%'`)
    expect(texts.n).toBe(0)
  })

  it('changes nothing when it runs again', async () => {
    const before = await checksum(demo)
    await seedDemo(demo.db.pool, (line) => lines.push(line), { now })
    expect(lines.at(-1)).toBe('Demo data: the database is in use already')
    expect(await checksum(demo)).toEqual(before)
  })

  it('makes the same company from the same seed on the same day', async () => {
    const again = await seeded({ now: new Date('2026-11-22T23:00:00Z') })
    expect(await checksum(again)).toEqual(await checksum(demo))
    await ended(again)
  }, 60_000)
})
