import type { ScoringModel } from '@leadglass/scoring'
import type { Database, Db } from '../db/db.ts'
import { sqlOn, statement } from '../db/sql.ts'
import type { DemoData, DemoUser } from './demo-rows.ts'

/** All or nothing, and one seeding at a time: a second one waits and then finds the users. */
export async function inDemoTransaction<T>(pool: Database['pool'], work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('leadglass.demo'))`)
    // Rows that are read back are texts of UTC, whatever the connection came with.
    await client.query(`set local timezone = 'UTC'`)
    const result = await work({ sql: sqlOn(client) })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

const anything = statement<{ found: boolean }>(
  'demo_find_anything',
  'select exists (select 1 from users) or exists (select 1 from leads) as found',
)

export async function isInUse(db: Db): Promise<boolean> {
  const [row] = await db.sql(anything)
  return row?.found ?? false
}

export type DemoModel = { id: string; document: ScoringModel }

const activeModel = statement<DemoModel>(
  'demo_find_model',
  'select id, document from scoring_models where is_active',
)
const newModel = statement<DemoModel>(
  'demo_insert_model',
  `insert into scoring_models (version, name, document, is_active, reason)
   values (1, $1, $2::jsonb, true, 'Preset of a new workspace') returning id, document`,
)

/** The rules in force; a database without any gets the given ones. */
export async function findOrInsertModel(db: Db, document: ScoringModel): Promise<DemoModel> {
  const [known] = await db.sql(activeModel)
  const [row] = known ? [known] : await db.sql(newModel, [document.name, JSON.stringify(document)])
  if (!row) throw new Error('demo_insert_model returned nothing')
  return row
}

const users = statement(
  'demo_insert_users',
  `insert into users (id, username, email, full_name, role, hashed_password, created_at, updated_at)
   select t.id, t.username, t.email, t.full_name, t.role, $7, t.created_at, t.created_at
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::role[], $6::timestamptz[])
       as t (id, username, email, full_name, role, created_at)`,
)

export async function insertUsers(db: Db, rows: readonly DemoUser[], hashedPassword: string): Promise<void> {
  await db.sql(users, [
    rows.map(({ id }) => id),
    rows.map(({ username }) => username),
    rows.map(({ email }) => email),
    rows.map(({ fullName }) => fullName),
    rows.map(({ role }) => role),
    rows.map(({ createdAt }) => moment(createdAt)),
    hashedPassword,
  ])
}

const leads = statement(
  'demo_insert_leads',
  `insert into leads (id, name, email, phone, company, title, industry, company_size, country, location, source,
                      estimated_value, metadata, status, created_at, contacted_at, qualified_at, closed_at, owner_id,
                      created_by_id, last_activity_at, current_score, engagement_score, buying_score, fit_score,
                      classification, hot_alerted_at, version, last_signal_at, last_touch_at, updated_at, scored_at, scoring_model_id)
   select t.*, greatest(t.created_at, t.last_activity_at), $31, $32
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
                 $9::text[], $10::text[], $11::text[], $12::numeric[], $13::jsonb[], $14::lead_status[],
                 $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::uuid[],
                 $20::uuid[], $21::timestamptz[], $22::int[], $23::int[], $24::int[], $25::int[],
                 $26::classification[], $27::timestamptz[], $28::int[], $29::timestamptz[], $30::timestamptz[])
       as t (id, name, email, phone, company, title, industry, company_size, country, location, source,
             estimated_value, metadata, status, created_at, contacted_at, qualified_at, closed_at, owner_id,
             created_by_id, last_activity_at, current_score, engagement_score, buying_score, fit_score,
             classification, hot_alerted_at, version, last_signal_at, last_touch_at)`,
)

type LeadRun = {
  scoredAt: Date
  modelId: string
  contactsOf: (leadId: string) => { signalAt: number | null; touchAt: number | null }
}

export async function insertLeads(db: Db, rows: DemoData['leads'], run: LeadRun): Promise<void> {
  const profileKeys = [
    ...([
      'name',
      'email',
      'phone',
      'company',
      'title',
      'industry',
      'company_size',
      'country',
      'location',
    ] as const),
    ...(['source', 'estimated_value'] as const),
  ]
  await db.sql(leads, [
    rows.map(({ id }) => id),
    ...profileKeys.map((key) => rows.map(({ profile }) => profile[key])),
    rows.map(({ profile }) => JSON.stringify(profile.metadata)),
    rows.map(({ status }) => status),
    rows.map(({ createdAt }) => moment(createdAt)),
    rows.map(({ contactedAt }) => moment(contactedAt)),
    rows.map(({ qualifiedAt }) => moment(qualifiedAt)),
    rows.map(({ closedAt }) => moment(closedAt)),
    rows.map(({ ownerId }) => ownerId),
    rows.map(({ createdById }) => createdById),
    rows.map(({ lastActivityAt }) => moment(lastActivityAt)),
    rows.map(({ score }) => score.total),
    rows.map(({ score }) => score.breakdown.engagement),
    rows.map(({ score }) => score.breakdown.buying_signals),
    rows.map(({ score }) => score.breakdown.demographic_fit),
    rows.map(({ score }) => score.classification),
    rows.map(({ hotAlertedAt }) => hotAlertedAt),
    rows.map(({ version }) => version),
    rows.map(({ id }) => moment(run.contactsOf(id).signalAt)),
    rows.map(({ id }) => moment(run.contactsOf(id).touchAt)),
    run.scoredAt,
    run.modelId,
  ])
}

function moment(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
