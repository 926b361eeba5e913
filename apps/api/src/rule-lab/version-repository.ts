import type { ScoringVersion, ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringModel } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'

const columns = `
  m.id, m.version, m.name, m.is_active, m.reason, m.restores_version, m.created_at,
  case when author.id is not null
       then json_build_object('id', author.id, 'full_name', author.full_name) end as author,
  case when learned.id is not null
       then json_build_object('id', learned.id, 'number', learned.number, 'weight', m.learned_weight) end as learned,
  jsonb_array_length(m.document -> 'rules') as rule_count`

const joined = `
  left join users author on author.id = m.created_by_id
  left join learned_models learned on learned.id = m.learned_model_id`

const detailColumns = `${columns}, m.document, learned.card,
  case when learned.id is not null
       then json_build_object('pointsPerDoubling', learned.points_per_doubling, 'offset', learned.point_offset)
        end as scale`

export type VersionDetailRow = ScoringVersionDetail & { document: ScoringModel }

/** One page of the versions, newest first, with the count unless a walk knows it. */
export async function listVersions(db: Db, page: PageRequest) {
  const after = page.after ? 'where m.version < $3' : ''
  const counted = page.after ? 'select 0 as total' : 'select count(*)::int as total from scoring_models'
  const rows = await db.sql(
    composedStatement<ScoringVersion & { total: number }>(`
      with page as (
        select ${columns} from scoring_models m ${joined} ${after} order by m.version desc limit $1 offset $2
      ), counted as (${counted})
      select counted.total, page.* from counted left join page on true order by page.version desc`),
    [page.perPage + 1, page.offset, ...(page.after ? [page.after[0]] : [])],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter((row) => row.id !== null) }
}

const activeVersion = statement<VersionDetailRow>(
  'find_active_version',
  `select ${detailColumns} from scoring_models m ${joined} where m.is_active`,
)

export async function findActiveVersion(db: Db): Promise<VersionDetailRow | null> {
  const [row] = await db.sql(activeVersion)
  return row ?? null
}

const versionById = statement<VersionDetailRow>(
  'find_version',
  `select ${detailColumns} from scoring_models m ${joined} where m.id = $1`,
)

export async function findVersion(db: Db, id: string): Promise<VersionDetailRow | null> {
  const [row] = await db.sql(versionById, [id])
  return row ?? null
}

const versionByNumber = statement<VersionDetailRow>(
  'find_version_by_number',
  `select ${detailColumns} from scoring_models m ${joined} where m.version = $1`,
)

export async function findVersionByNumber(db: Db, version: number): Promise<VersionDetailRow | null> {
  const [row] = await db.sql(versionByNumber, [version])
  return row ?? null
}

// A version is put in force by one transaction after the other: each sees what the one before has made.
const publishingLock = statement<never>(
  'lock_publishing',
  `select pg_advisory_xact_lock(hashtext('leadglass.scoring_versions'))`,
)

/** Waits until nobody else puts a version in force, and keeps others waiting until the end of the transaction. */
export async function lockPublishing(db: Db): Promise<void> {
  await db.sql(publishingLock)
}

const retirement = statement<never>(
  'set_version_retired',
  'update scoring_models set is_active = false where is_active',
)

const insertion = statement<{ id: string }>(
  'insert_version',
  `with added as (
     insert into scoring_models (version, name, document, learned_model_id, learned_weight, is_active, created_by_id,
                                 reason, restores_version, created_at)
     select coalesce(max(version), 0) + 1, $1, $2::jsonb, $3::uuid, $4, true, $5::uuid, $6, $7::int, $8::timestamptz
       from scoring_models
     returning id
   )
   select id, pg_notify('model_published', id::text) from added`,
)

export type NewVersion = {
  name: string
  document: ScoringModel
  learnedModelId: string | null
  learnedWeight: number
  createdById: string | null
  reason: string
  restoresVersion: number | null
  createdAt: Date
}

/** Makes the next version the one in force, and tells every process at commit; under `lockPublishing` only. */
export async function insertActiveVersion(db: Db, version: NewVersion): Promise<string> {
  await db.sql(retirement)
  const [row] = await db.sql(insertion, [
    version.name,
    JSON.stringify(version.document),
    version.learnedModelId,
    version.learnedWeight,
    version.createdById,
    version.reason,
    version.restoresVersion,
    version.createdAt,
  ])
  if (!row) throw new Error('insert_version returned nothing')
  return row.id
}
