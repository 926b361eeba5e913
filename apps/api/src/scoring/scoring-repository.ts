import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Scorecard, ScoringModel } from '@leadglass/scoring'
import type { Database, Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'

export type ScoringModelRow = {
  id: string
  version: number
  name: string
  document: ScoringModel
  learned: (LearnedPart & { card: Scorecard; points_per_doubling: number; point_offset: number }) | null
}

export type LearnedPart = {
  id: string
  number: number
  weight: number
  /** The closed leads that it was trained on. */
  rows: number
  won: number
  /** Tenths of leads that it had not seen, by what it gave them. */
  calibration: { rows: number; predicted: number; observed: number }[] | null
}

/** The weight is that of the version: a later one may give the same learned model another. */
const versions = `select m.id, m.version, m.name, m.document,
    case when d.id is not null then json_build_object(
      'id', d.id, 'number', d.number, 'card', d.card, 'points_per_doubling', d.points_per_doubling,
      'point_offset', d.point_offset, 'weight', m.learned_weight, 'rows', d.rows, 'won', d.won,
      'calibration', d.figures -> 'held_out' -> 'calibration') end as learned
  from scoring_models m left join learned_models d on d.id = m.learned_model_id`

const activeModelId = statement<{ id: string }>(
  'find_active_model_id',
  'select id from scoring_models where is_active',
)

const modelById = statement<ScoringModelRow>('find_model', `${versions} where m.id = $1`)

/** The version in force. */
export async function findActiveModelId(db: Db): Promise<string | null> {
  const [row] = await db.sql(activeModelId)
  return row?.id ?? null
}

/** One version, in force or not. */
export async function findModel(db: Db, id: string): Promise<ScoringModelRow | null> {
  const [row] = await db.sql(modelById, [id])
  return row ?? null
}

/** Puts the first version in force; does nothing where there is a version already. */
export async function insertFirstModel(db: Database, document: ScoringModel): Promise<void> {
  const orm = await db.orm()
  await orm.scoringModel.createMany({
    data: { version: 1, name: document.name, document, isActive: true, reason: 'Preset of a new workspace' },
    skipDuplicates: true,
  })
}

export type ScoreChangeRow = {
  id: string
  lead_id: string
  old_score: number | null
  new_score: number
  old_classification: Classification | null
  new_classification: Classification
  engagement: number
  buying_signals: number
  demographic_fit: number
  win_probability: number | null
  trigger: 'created' | 'imported' | 'activity' | 'edited' | 'decay' | 'model'
  trigger_activity_id: string | null
  trigger_activity_type: string | null
  model_version: number
  created_at: string
}

/** One page of a lead's score history, newest first, with the count unless a walk knows it. */
export async function listScoreChanges(db: Db, leadId: string, page: PageRequest) {
  const after = page.after ? 'and (h.created_at, h.id) < ($4::timestamptz, $5::uuid)' : ''
  const counted = page.after ? 'select 0 as total' : countedChanges
  const rows = await db.sql(
    composedStatement<ScoreChangeRow & { total: number }>(`
      with page as (
        select h.id, h.lead_id, h.old_score, h.new_score, h.old_classification, h.new_classification,
               h.engagement_score as engagement, h.buying_score as buying_signals, h.fit_score as demographic_fit,
               h.win_probability,
               h.trigger, h.trigger_activity_id, a.activity_type as trigger_activity_type,
               m.version as model_version, h.created_at
          from score_history h
          join scoring_models m on m.id = h.scoring_model_id
          left join activities a on a.id = h.trigger_activity_id
         where h.lead_id = $1 ${after}
         order by h.created_at desc, h.id desc limit $2 offset $3
      ), counted as (${counted})
      select counted.total, page.* from counted left join page on true`),
    [leadId, page.perPage + 1, page.offset, ...(page.after ?? [])],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter((row) => row.id !== null) }
}

const countedChanges = `select count(*)::int as total
  from (select 1 from score_history where lead_id = $1 limit 10001) s`
