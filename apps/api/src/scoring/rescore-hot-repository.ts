import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type HotByVersion = { owner_id: string | null; count: number }

/** Leads that became hot by the publishing of a version itself: their alert stands since the score that it made. */
const counting = statement<HotByVersion>(
  'count_leads_hot_by_version',
  `select l.owner_id, count(*)::int as count
     from leads l
     join scoring_models m on m.id = $1
     join score_history h on h.lead_id = l.id and h.created_at = l.hot_alerted_at
      and h.scoring_model_id = m.id and h.trigger = 'model'
    where l.classification = 'hot' and l.hot_alerted_at >= m.created_at
    group by l.owner_id`,
)

export function countLeadsHotByVersion(db: Db, modelId: string): Promise<HotByVersion[]> {
  return db.sql(counting, [modelId])
}

/** The number of a version, locked for those who tell of it: each of two waits for what the other has told. */
const version = statement<{ version: number; told: boolean }>(
  'find_version_to_tell_of',
  `select m.version, exists (select 1 from notifications n
                              where n.notification_type = 'lead_hot' and n.lead_id is null
                                and n.created_at >= m.created_at
                                and n.title like '% under version ' || m.version) as told
     from scoring_models m where m.id = $1 for no key update of m`,
)

export async function findVersionToTellOf(db: Db, modelId: string) {
  const [row] = await db.sql(version, [modelId])
  return row ?? null
}
