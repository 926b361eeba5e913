import type { ScoringModel } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import type {
  DemoJudgement,
  DemoOutcome,
  DemoOverride,
  DemoProfileVersion,
  DemoVerdict,
  DemoWorkMark,
} from './demo-rows.ts'

const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString())

const firstVersion = statement<never>(
  'demo_set_first_version',
  'update scoring_models set is_active = false, created_at = $2 where id = $1',
)
const secondVersion = statement<never>(
  'demo_insert_second_version',
  `insert into scoring_models (id, version, name, document, is_active, created_by_id, reason, created_at)
   select $1, max(version) + 1, $2, $3::jsonb, true, $4, $5, $6 from scoring_models`,
)

export type NewVersion = {
  id: string
  document: ScoringModel
  authorId: string
  reason: string
  from: number
}

/** The first version was in force from the beginning of the demo until the second one replaced it. */
export async function insertSecondVersion(
  db: Db,
  first: { id: string; from: number },
  { id, document, authorId, reason, from }: NewVersion,
): Promise<void> {
  await db.sql(firstVersion, [first.id, moment(first.from)])
  await db.sql(secondVersion, [id, document.name, JSON.stringify(document), authorId, reason, moment(from)])
}

const draft = statement<never>(
  'demo_insert_draft',
  `insert into scoring_drafts (name, document, based_on, revision, reason, created_by_id, updated_by_id, created_at,
                               updated_at)
   select $1, $2::jsonb, max(version), 5, $3, $4, $4, $5, $6 from scoring_models`,
)

export type NewDraft = {
  document: ScoringModel
  reason: string
  authorId: string
  createdAt: number
  savedAt: number
}

export async function insertDraft(
  db: Db,
  { document, reason, authorId, createdAt, savedAt }: NewDraft,
): Promise<void> {
  const values = [document.name, JSON.stringify(document), reason, authorId]
  await db.sql(draft, [...values, moment(createdAt), moment(savedAt)])
}

const learningSettings = statement<never>(
  'demo_set_learning_settings',
  `update learning_settings set retrain_every_days = 30, publish_when_better_by = 0.01, updated_by_id = $1
    where id = 1`,
)

/** The workspace learns every month, and puts in force what is better. */
export async function setLearning(db: Db, userId: string): Promise<void> {
  await db.sql(learningSettings, [userId])
}

const profileVersions = statement<never>(
  'demo_insert_profile_versions',
  `insert into lead_profile_versions (lead_id, valid_until, fields)
   select * from unnest($1::uuid[], $2::timestamptz[], $3::jsonb[])`,
)

export async function insertProfileVersions(db: Db, rows: readonly DemoProfileVersion[]): Promise<void> {
  await db.sql(profileVersions, [
    rows.map(({ leadId }) => leadId),
    rows.map(({ validUntil }) => moment(validUntil)),
    rows.map(({ fields }) => JSON.stringify(fields)),
  ])
}

const outcomes = statement<never>(
  'demo_insert_outcomes',
  `insert into lead_outcomes (lead_id, won, closed_at, score, classification, scoring_model_id, recorded_at)
   select *, t.closed_at
     from unnest($1::uuid[], $2::boolean[], $3::timestamptz[], $4::int[], $5::classification[], $6::uuid[])
       as t (lead_id, won, closed_at, score, classification, model_id)`,
)

export async function insertOutcomes(db: Db, rows: readonly DemoOutcome[]): Promise<void> {
  await db.sql(outcomes, [
    rows.map(({ leadId }) => leadId),
    rows.map(({ won }) => won),
    rows.map(({ closedAt }) => moment(closedAt)),
    rows.map(({ score }) => score.total),
    rows.map(({ score }) => score.classification),
    rows.map(({ modelId }) => modelId),
  ])
}

const judgements = statement<never>(
  'demo_insert_judgements',
  `insert into judged_outcomes (lead_id, scoring_model_id, score, rules_score, classification, held_out, judged_at)
   select t.lead_id, t.model_id, t.score, t.score, t.classification, false, $5
     from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::classification[])
       as t (lead_id, model_id, score, classification)`,
)

export async function insertJudgements(db: Db, rows: readonly DemoJudgement[], at: Date): Promise<void> {
  await db.sql(judgements, [
    rows.map(({ leadId }) => leadId),
    rows.map(({ modelId }) => modelId),
    rows.map(({ score }) => score.total),
    rows.map(({ score }) => score.classification),
    at,
  ])
}

const verdicts = statement<never>(
  'demo_insert_verdicts',
  `insert into score_verdicts (lead_id, user_id, verdict, reason, score, classification, scoring_model_id, created_at,
                               reviewed_at, reviewed_by_id, review_note)
   select * from unnest($1::uuid[], $2::uuid[], $3::verdict_word[], $4::text[], $5::int[], $6::classification[],
                        $7::uuid[], $8::timestamptz[], $9::timestamptz[], $10::uuid[], $11::text[])`,
)

export async function insertVerdicts(db: Db, rows: readonly DemoVerdict[]): Promise<void> {
  await db.sql(verdicts, [
    rows.map(({ leadId }) => leadId),
    rows.map(({ userId }) => userId),
    rows.map(({ verdict }) => verdict),
    rows.map(({ reason }) => reason),
    rows.map(({ score }) => score.total),
    rows.map(({ score }) => score.classification),
    rows.map(({ modelId }) => modelId),
    rows.map(({ at }) => moment(at)),
    rows.map(({ review }) => moment(review?.at ?? null)),
    rows.map(({ review }) => review?.byId ?? null),
    rows.map(({ review }) => review?.note ?? null),
  ])
}

const overrides = statement<never>(
  'demo_insert_overrides',
  `insert into score_overrides (lead_id, user_id, score, reason, created_at, expires_at, ended_at, ended_by_id)
   select t.*, case when t.ended_at is not null then t.user_id end
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[],
                 $7::timestamptz[])
       as t (lead_id, user_id, score, reason, created_at, expires_at, ended_at)`,
)

export async function insertOverrides(db: Db, rows: readonly DemoOverride[]): Promise<void> {
  await db.sql(overrides, [
    rows.map(({ leadId }) => leadId),
    rows.map(({ userId }) => userId),
    rows.map(({ score }) => score),
    rows.map(({ reason }) => reason),
    rows.map(({ at }) => moment(at)),
    rows.map(({ expiresAt }) => moment(expiresAt)),
    rows.map(({ endedAt }) => moment(endedAt)),
  ])
}

const workMarks = statement<never>(
  'demo_insert_work_marks',
  `insert into work_marks (user_id, lead_id, done_at, snoozed_until, follow_up_at, updated_at)
   select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[],
                        $6::timestamptz[])`,
)

export async function insertWorkMarks(db: Db, rows: readonly DemoWorkMark[]): Promise<void> {
  await db.sql(workMarks, [
    rows.map(({ userId }) => userId),
    rows.map(({ leadId }) => leadId),
    rows.map(({ doneAt }) => moment(doneAt)),
    rows.map(({ snoozedUntil }) => moment(snoozedUntil)),
    rows.map(({ followUpAt }) => moment(followUpAt)),
    rows.map(({ at }) => moment(at)),
  ])
}
