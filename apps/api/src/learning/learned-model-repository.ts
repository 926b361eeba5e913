import type { LearnedModel } from '@leadglass/contracts/learning.ts'
import type { PointScale, Scorecard } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'
import type { TrainedFigures, TrainingOptions } from './trained-model.ts'

const columns = `
  m.id, m.number, m.card ->> 'candidate' as candidate, m.card -> 'training' ->> 'signal' as signal,
  m.card -> 'training' ->> 'reason' as reason, m.rows, m.won, m.weight, m.figures -> 'held_out' -> 'auc' as auc,
  (m.figures -> 'held_out' ->> 'log_loss')::float8 as log_loss, m.outcomes_from, m.outcomes_to, m.trained_at,
  (m.figures ->> 'outcomes')::int as outcomes,
  exists (select 1 from scoring_models v where v.learned_model_id = m.id and v.is_active) as in_force,
  array(select v.version from scoring_models v where v.learned_model_id = m.id order by v.version) as versions,
  case when u.id is not null then json_build_object('id', u.id, 'full_name', u.full_name) end as trained_by`

const joined = 'learned_models m left join users u on u.id = m.trained_by_id'

/** `outcomes`: how many there were, of which the newest were learned from. */
export type LearnedModelRow = LearnedModel & { outcomes: number }

/** One page of the models, newest first, with the count unless a walk knows it. */
export async function listModels(db: Db, page: PageRequest) {
  const after = page.after ? 'where m.number < $3' : ''
  const counted = page.after ? 'select 0 as total' : 'select count(*)::int as total from learned_models'
  const rows = await db.sql(
    composedStatement<LearnedModelRow & { total: number }>(`
      with page as (select ${columns} from ${joined} ${after} order by m.number desc limit $1 offset $2),
           counted as (${counted})
      select counted.total, page.* from counted left join page on true order by page.number desc`),
    [page.perPage + 1, page.offset, ...(page.after ? [page.after[0]] : [])],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter((row) => row.id !== null) }
}

export type LearnedModelDetailRow = LearnedModelRow & {
  card: Scorecard
  options: TrainingOptions
  figures: TrainedFigures
  scale: PointScale
}

const detail = statement<LearnedModelDetailRow>(
  'find_learned_model',
  `select ${columns}, m.card, m.options, m.figures,
          json_build_object('pointsPerDoubling', m.points_per_doubling, 'offset', m.point_offset) as scale
     from ${joined} where m.id = $1`,
)

export async function findModel(db: Db, id: string): Promise<LearnedModelDetailRow | null> {
  const [row] = await db.sql(detail, [id])
  return row ?? null
}

const newest = statement<LearnedModelRow>(
  'find_newest_learned_model',
  `select ${columns} from ${joined} order by m.number desc limit 1`,
)

export async function findNewestModel(db: Db): Promise<LearnedModelRow | null> {
  const [row] = await db.sql(newest)
  return row ?? null
}

export type NewLearnedModel = {
  card: Scorecard
  scale: PointScale
  weight: number
  options: TrainingOptions
  figures: TrainedFigures
  outcomesFrom: Date
  outcomesTo: Date
  trainedById: string | null
  trainedAt: Date
}

const insertion = statement<{ id: string; number: number }>(
  'insert_learned_model',
  `insert into learned_models (card, points_per_doubling, point_offset, weight, options, figures, rows, won,
                               outcomes_from, outcomes_to, trained_by_id, trained_at)
   values ($1::jsonb, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9, $10, $11, $12) returning id, number`,
)

export async function insertModel(db: Db, model: NewLearnedModel): Promise<{ id: string; number: number }> {
  const { card, scale } = model
  const [row] = await db.sql(insertion, [
    JSON.stringify(card),
    scale.pointsPerDoubling,
    scale.offset,
    model.weight,
    JSON.stringify(model.options),
    JSON.stringify(model.figures),
    card.training.rows,
    card.training.won,
    model.outcomesFrom,
    model.outcomesTo,
    model.trainedById,
    model.trainedAt,
  ])
  if (!row) throw new Error('insert_learned_model returned nothing')
  return row
}

/** A lead that was deleted during the training has no row. */
const predictions = statement<never>(
  'insert_held_out_predictions',
  `insert into held_out_predictions (learned_model_id, lead_id, fold, log_odds)
   select $1, t.lead_id, t.fold, t.log_odds
     from unnest($2::uuid[], $3::smallint[], $4::float8[]) as t (lead_id, fold, log_odds)
     join leads l on l.id = t.lead_id`,
)

export type HeldOut = { leadId: string; fold: number; logOdds: number }

export async function insertPredictions(
  db: Db,
  learnedModelId: string,
  rows: readonly HeldOut[],
): Promise<void> {
  await db.sql(predictions, [
    learnedModelId,
    rows.map(({ leadId }) => leadId),
    rows.map(({ fold }) => fold),
    rows.map(({ logOdds }) => logOdds),
  ])
}
