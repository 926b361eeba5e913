import type { ScoringDraft } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringModel } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type DraftRow = ScoringDraft & { document: ScoringModel }

const columns = `
  d.id, d.name, d.based_on, d.revision, d.reason, d.publish_at, d.problem, d.created_at, d.updated_at,
  case when scheduler.id is not null
       then json_build_object('id', scheduler.id, 'full_name', scheduler.full_name) end as scheduled_by,
  case when creator.id is not null
       then json_build_object('id', creator.id, 'full_name', creator.full_name) end as created_by,
  case when editor.id is not null
       then json_build_object('id', editor.id, 'full_name', editor.full_name) end as updated_by,
  jsonb_array_length(d.document -> 'rules') as rule_count`

const joined = `
  left join users scheduler on scheduler.id = d.scheduled_by_id
  left join users creator on creator.id = d.created_by_id
  left join users editor on editor.id = d.updated_by_id`

/** Nobody edits hundreds of rule sets at once; who did finds the others once some are thrown away. */
const maxListed = 200

const list = statement<ScoringDraft>(
  'list_drafts',
  `select ${columns} from scoring_drafts d ${joined} order by d.updated_at desc, d.id desc limit $1`,
)

export function listScoringDrafts(db: Db): Promise<ScoringDraft[]> {
  return db.sql(list, [maxListed])
}

const byId = statement<DraftRow>(
  'find_draft',
  `select ${columns}, d.document from scoring_drafts d ${joined} where d.id = $1`,
)

export async function findDraft(db: Db, id: string): Promise<DraftRow | null> {
  const [row] = await db.sql(byId, [id])
  return row ?? null
}

const byIdLocked = statement<DraftRow>(
  'find_draft_for_update',
  `select ${columns}, d.document from scoring_drafts d ${joined} where d.id = $1 for update of d`,
)

export async function findDraftForUpdate(db: Db, id: string): Promise<DraftRow | null> {
  const [row] = await db.sql(byIdLocked, [id])
  return row ?? null
}

const insertion = statement<{ id: string }>(
  'insert_draft',
  `insert into scoring_drafts (name, document, based_on, created_by_id, updated_by_id, created_at, updated_at)
   values ($1, $2::jsonb, $3, $4, $4, $5, $5) returning id`,
)

export type NewDraft = { name: string; document: ScoringModel; basedOn: number; userId: string; at: Date }

export async function insertDraft(db: Db, draft: NewDraft): Promise<string> {
  const document = JSON.stringify(draft.document)
  const [row] = await db.sql(insertion, [draft.name, document, draft.basedOn, draft.userId, draft.at])
  if (!row) throw new Error('insert_draft returned nothing')
  return row.id
}

const content = statement<never>(
  'set_draft_content',
  `update scoring_drafts
      set name = $2, document = $3::jsonb, updated_by_id = $4, revision = revision + 1, problem = null,
          publish_at = null, scheduled_by_id = null
    where id = $1`,
)

/** The next revision. A date was given to the revision before, so it goes. */
export async function setDraftContent(
  db: Db,
  draft: { id: string; name: string; document: ScoringModel; userId: string },
): Promise<void> {
  await db.sql(content, [draft.id, draft.name, JSON.stringify(draft.document), draft.userId])
}

const schedule = statement<never>(
  'set_draft_schedule',
  `update scoring_drafts
      set publish_at = $2, scheduled_by_id = $3, reason = coalesce($4, reason), problem = $5
    where id = $1`,
)

export type DraftSchedule = {
  id: string
  publishAt: string | null
  scheduledById: string | null
  /** Kept as it is unless given. */
  reason: string | null
  problem: string | null
}

export async function setDraftSchedule(db: Db, draft: DraftSchedule): Promise<void> {
  await db.sql(schedule, [draft.id, draft.publishAt, draft.scheduledById, draft.reason, draft.problem])
}

const deletion = statement<never>('delete_draft', 'delete from scoring_drafts where id = $1')

export async function deleteScoringDraft(db: Db, id: string): Promise<void> {
  await db.sql(deletion, [id])
}

const due = statement<{ id: string }>(
  'list_due_drafts',
  'select id from scoring_drafts where publish_at <= $1 order by publish_at, id',
)

/** Over scoring_drafts_publish_at_idx. */
export async function listDueDraftIds(db: Db, now: Date): Promise<string[]> {
  return (await db.sql(due, [now])).map((row) => row.id)
}
