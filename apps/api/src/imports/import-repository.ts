import type { ColumnMapping, ImportError } from '@leadglass/contracts/imports.ts'
import type { LeadProfile, LeadStatus } from '@leadglass/contracts/leads.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { LeadScore } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { openProfileInsertion, profileReplacement } from '../db/profile-version-write.ts'
import { statement } from '../db/sql.ts'

/** Two imports at once would wait for each other's rows in no order; the second waits for the first, then gives up. */
const lock = statement('lock_imports', `select pg_advisory_xact_lock(hashtext('leadglass.imports'))`)
const lockTimeout = statement('set_import_lock_timeout', `select set_config('lock_timeout', '20s', true)`)

export async function lockImports(db: Db): Promise<void> {
  await db.sql(lockTimeout)
  await db.sql(lock)
}

export type KnownLead = LeadProfile & {
  id: string
  status: LeadStatus
  created_at: string
  current_score: number
  classification: Classification
  scored_at: string
  hot_alerted_at: string | null
  owner_id: string | null
  /** For imports that update: what the score is made from. */
  activity_facts: [id: string, type: string, at: number][]
}

/** Both lookups follow an index. */
const isKnown = `l.id in (select id from leads where email = any($1::text[])
                   union all select id from leads where phone = any($2::text[]))`

const lockKnown = statement<never>(
  'lock_known_leads',
  `select l.id from leads l where ${isKnown} order by l.created_at, l.id for no key update of l`,
)

/** $3 is 0 when nothing will be scored again. */
const known = statement<KnownLead>(
  'find_known_leads',
  `select l.id, l.name, l.email, l.phone, l.company, l.title, l.industry, l.company_size, l.country, l.location,
          l.source, l.status, l.estimated_value, l.metadata, l.created_at, l.current_score, l.classification,
          l.scored_at, l.hot_alerted_at, l.owner_id,
          case when $3::int = 0 then '[]'::json else coalesce((
            select json_agg(json_build_array(f.id, f.activity_type, f.at))
              from (select a.id, a.activity_type, (extract(epoch from a.occurred_at) * 1000)::bigint as at,
                           row_number() over (partition by a.activity_type
                                              order by a.occurred_at desc, a.id desc) as rank
                      from activities a where a.lead_id = l.id) f
             where f.rank <= $3), '[]') end as activity_facts
     from leads l
    where ${isKnown}
    order by l.created_at, l.id`,
)

/**
 * The leads that rows of a batch may be duplicates of, locked until the import ends; oldest first. Locked by a
 * statement of its own: one that waits for a lock reads the activities as they were before the wait.
 */
export async function listKnownLeads(
  db: Db,
  keys: { emails: readonly string[]; phones: readonly string[]; perType: number },
): Promise<KnownLead[]> {
  await db.sql(lockKnown, [keys.emails, keys.phones])
  return db.sql(known, [keys.emails, keys.phones, keys.perType])
}

export type ImportedProfile = Omit<
  KnownLead,
  | 'id'
  | 'status'
  | 'created_at'
  | 'current_score'
  | 'classification'
  | 'scored_at'
  | 'hot_alerted_at'
  | 'owner_id'
  | 'activity_facts'
>

export type ScoredImport = { id: string; profile: ImportedProfile; score: LeadScore }

const columns = `id, name, email, phone, company, title, industry, company_size, country, location, source,
  estimated_value, metadata, current_score, engagement_score, buying_score, fit_score, classification,
  win_probability`

const arrays = `$1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
  $9::text[], $10::text[], $11::text[], $12::numeric[], $13::jsonb[], $14::int[], $15::int[], $16::int[], $17::int[],
  $18::classification[], $19::real[]`

function arrayValues(leads: readonly ScoredImport[]): unknown[] {
  const column = <T>(pick: (lead: ScoredImport) => T) => leads.map(pick)
  return [
    column(({ id }) => id),
    column(({ profile }) => profile.name),
    column(({ profile }) => profile.email),
    column(({ profile }) => profile.phone),
    column(({ profile }) => profile.company),
    column(({ profile }) => profile.title),
    column(({ profile }) => profile.industry),
    column(({ profile }) => profile.company_size),
    column(({ profile }) => profile.country),
    column(({ profile }) => profile.location),
    column(({ profile }) => profile.source),
    column(({ profile }) => profile.estimated_value),
    column(({ profile }) => JSON.stringify(profile.metadata)),
    column(({ score }) => score.total),
    column(({ score }) => score.breakdown.engagement),
    column(({ score }) => score.breakdown.buying_signals),
    column(({ score }) => score.breakdown.demographic_fit),
    column(({ score }) => score.classification),
    column(({ score }) => score.winProbability),
  ]
}

export type NewImport = ScoredImport & {
  stage: {
    status: LeadStatus
    contacted_at: string | null
    qualified_at: string | null
    closed_at: string | null
  }
  createdAt: Date
  /** The moment that the score speaks of. */
  scoredAt: Date
  /** Of a closed lead: what was to be said of it just before its outcome. */
  before: LeadScore | null
}

export type ImportRun = { now: Date; modelId: string; actorId: string }

const insertion = statement<{ id: string }>(
  'insert_imported_leads',
  `with fresh as (
     select * from unnest(${arrays}, $20::lead_status[], $21::timestamptz[], $22::timestamptz[], $23::timestamptz[],
                          $24::timestamptz[], $25::timestamptz[], $26::int[], $27::classification[], $28::real[])
       as t (${columns}, status, contacted_at, qualified_at, closed_at, created_at, scored_at, before_score,
             before_class, before_probability)
   ), lead as (
     insert into leads (${columns}, status, contacted_at, qualified_at, closed_at, created_at, scored_at,
                        hot_alerted_at, created_by_id, scoring_model_id)
     select ${columns}, status, contacted_at, qualified_at, closed_at, created_at, scored_at,
            case when classification = 'hot' then scored_at end, $29, $31
       from fresh
     on conflict (email) do nothing
     returning id
   ), history as (
     insert into score_history (lead_id, new_score, engagement_score, buying_score, fit_score, new_classification,
                                win_probability, trigger, scoring_model_id, created_at)
     select id, current_score, engagement_score, buying_score, fit_score, classification, win_probability, 'imported',
            $31, scored_at
       from fresh join lead using (id)
   ), entry as (
     insert into activities (lead_id, user_id, activity_type, occurred_at, created_at)
     select id, $29, 'lead_created', created_at, $30 from fresh join lead using (id)
   ), before_closing as (
     ${openProfileInsertion('fresh join lead using (id)')}
   ), outcome as (
     insert into lead_outcomes (lead_id, won, closed_at, score, classification, win_probability, scoring_model_id,
                                is_imported, recorded_at)
     select id, status = 'won', closed_at, before_score, before_class, before_probability, $31, true, $30
       from fresh join lead using (id)
      where closed_at is not null
   )
   select id from lead`,
)

/** Inserts leads with what begins and, where they are closed, ends them; answers the ids of those whose e-mail was free. */
export async function insertImportedLeads(
  db: Db,
  leads: readonly NewImport[],
  run: ImportRun,
): Promise<Set<string>> {
  const rows = await db.sql(insertion, [
    ...arrayValues(leads),
    leads.map(({ stage }) => stage.status),
    leads.map(({ stage }) => stage.contacted_at),
    leads.map(({ stage }) => stage.qualified_at),
    leads.map(({ stage }) => stage.closed_at),
    leads.map(({ createdAt }) => createdAt),
    leads.map(({ scoredAt }) => scoredAt),
    leads.map(({ before }) => before?.total ?? null),
    leads.map(({ before }) => before?.classification ?? null),
    leads.map(({ before }) => before?.winProbability ?? null),
    run.actorId,
    run.now,
    run.modelId,
  ])
  return new Set(rows.map(({ id }) => id))
}

export type UpdatedImport = ScoredImport & { before: KnownLead; at: Date; hotAlertedAt: string | null }

const updating = statement<{ id: string }>(
  'update_imported_leads',
  `with fresh as (
     select * from unnest(${arrays}, $20::timestamptz[], $21::int[], $22::classification[], $24::timestamptz[])
       as t (${columns}, scored_at, old_score, old_class, hot_alerted_at)
   ), moved as (
     update leads l
        set name = f.name, email = f.email, phone = f.phone, company = f.company, title = f.title,
            industry = f.industry, company_size = f.company_size, country = f.country, location = f.location,
            source = f.source, estimated_value = f.estimated_value, metadata = f.metadata,
            current_score = f.current_score, engagement_score = f.engagement_score, buying_score = f.buying_score,
            fit_score = f.fit_score, classification = f.classification, scored_at = f.scored_at,
            win_probability = f.win_probability, hot_alerted_at = f.hot_alerted_at, scoring_model_id = $23,
            version = l.version + 1
       from fresh f where l.id = f.id
   ), replaced as (
     ${profileReplacement('fresh', { status: false })}
   )
   insert into score_history (lead_id, old_score, old_classification, new_score, engagement_score, buying_score,
                              fit_score, new_classification, win_probability, trigger, scoring_model_id, created_at)
   select id, old_score, old_class, current_score, engagement_score, buying_score, fit_score, classification,
          win_probability, 'imported', $23, scored_at
     from fresh where (old_score, old_class) is distinct from (current_score, classification)`,
)

/** Writes the new profiles and scores of known leads; keeps what that replaces, and a history row where a score moved. */
export async function setImportedLeads(
  db: Db,
  leads: readonly UpdatedImport[],
  run: ImportRun,
): Promise<void> {
  await db.sql(updating, [
    ...arrayValues(leads),
    leads.map(({ at }) => at),
    leads.map(({ before }) => before.current_score),
    leads.map(({ before }) => before.classification),
    run.modelId,
    leads.map(({ hotAlertedAt }) => hotAlertedAt),
  ])
}

export type FinishedImport = {
  userId: string
  filename: string | null
  mapping: ColumnMapping
  total: number
  created: number
  updated: number
  skipped: number
  failed: number
  errors: readonly ImportError[]
  now: Date
}

const record = statement<{ id: string }>(
  'insert_lead_import',
  `insert into lead_imports (user_id, filename, mapping, total_rows, created_count, updated_count, skipped_count,
                             error_count, errors, created_at)
   values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9::jsonb, $10) returning id`,
)

/** Keeps what an import did. */
export async function insertLeadImport(db: Db, done: FinishedImport): Promise<string> {
  const [row] = await db.sql(record, [
    done.userId,
    done.filename,
    JSON.stringify(done.mapping),
    done.total,
    done.created,
    done.updated,
    done.skipped,
    done.failed,
    JSON.stringify(done.errors),
    done.now,
  ])
  if (!row) throw new Error('insert_lead_import returned nothing')
  return row.id
}
