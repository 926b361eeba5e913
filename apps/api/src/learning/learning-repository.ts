import type { Job } from '@leadglass/contracts/jobs.ts'
import type { LearningSettings, SaveLearningSettingsInput } from '@leadglass/contracts/learning.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

const settingColumns = `retrain_every_days, min_new_outcomes, days_before_outcome, kept_columns, left_out_columns,
  publish_when_better_by`

const settings = statement<LearningSettings>(
  'find_learning_settings',
  `select ${settingColumns} from learning_settings where id = 1`,
)
const settingsForUpdate = statement<LearningSettings>(
  'find_learning_settings_for_update',
  `select ${settingColumns} from learning_settings where id = 1 for update`,
)

export async function findSettings(db: Db): Promise<LearningSettings> {
  return theOne(await db.sql(settings))
}

export async function findSettingsForUpdate(db: Db): Promise<LearningSettings> {
  return theOne(await db.sql(settingsForUpdate))
}

const saving = statement<LearningSettings>(
  'set_learning_settings',
  `update learning_settings
      set retrain_every_days = $1, min_new_outcomes = $2, days_before_outcome = $3, kept_columns = $4::text[],
          left_out_columns = $5::text[], publish_when_better_by = $6, updated_by_id = $7
    where id = 1 returning ${settingColumns}`,
)

export async function setSettings(
  db: Db,
  wanted: SaveLearningSettingsInput,
  userId: string,
): Promise<LearningSettings> {
  const values = [
    wanted.retrain_every_days,
    wanted.min_new_outcomes,
    wanted.days_before_outcome,
    wanted.kept_columns,
    wanted.left_out_columns,
    wanted.publish_when_better_by,
    userId,
  ]
  return theOne(await db.sql(saving, values))
}

function theOne<Row>(rows: Row[]): Row {
  const [row] = rows
  if (!row) throw new Error('the row of learning_settings is missing')
  return row
}

const lock = statement<never>('lock_training', `select pg_advisory_xact_lock(hashtext('leadglass.training'))`)

/** Two who ask for a training at once do so one after the other. */
export async function lockTraining(db: Db): Promise<void> {
  await db.sql(lock)
}

const newest = statement<Job>(
  'find_newest_training',
  `select id, kind, status, progress, stage, result, error, created_at, started_at, finished_at
     from background_jobs where kind = 'train' order by created_at desc limit 1`,
)

/** The training that was asked for last. */
export async function findNewestTraining(db: Db): Promise<Job | null> {
  const [row] = await db.sql(newest)
  return row ?? null
}
