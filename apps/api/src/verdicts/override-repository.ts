import type { ScoreOverride } from '@leadglass/contracts/verdicts.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type OverrideRow = Omit<ScoreOverride, 'user' | 'classification'> & {
  user_id: string
  user_name: string
}

const columns = `o.id, o.lead_id, o.score, o.reason, o.created_at, o.expires_at, o.ended_at, o.user_id,
  u.full_name as user_name`

// One that has expired counts no more, although nobody has ended it: every reader asks for expires_at too.
const live = statement<OverrideRow>(
  'find_live_override',
  `select ${columns} from score_overrides o join users u on u.id = o.user_id
    where o.lead_id = $1 and o.ended_at is null and o.expires_at > $2`,
)

/** Over the unique index of the open ones. */
export async function findLiveOverrideOf(db: Db, leadId: string, at: Date): Promise<OverrideRow | null> {
  const [row] = await db.sql(live, [leadId, at])
  return row ?? null
}

const end = statement<never>(
  'end_override',
  `update score_overrides
      set ended_at = least(expires_at, greatest(created_at, $2)),
          ended_by_id = case when expires_at > $2 then $3::uuid end
    where lead_id = $1 and ended_at is null`,
)

/** Ends what stands of the lead; one that expired before ended then, by nobody. */
export async function endOverrideOf(db: Db, leadId: string, by: { at: Date; userId: string }): Promise<void> {
  await db.sql(end, [leadId, by.at, by.userId])
}

const insert = statement<OverrideRow>(
  'insert_override',
  `with o as (
     insert into score_overrides (lead_id, user_id, score, reason, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6) returning *
   ) select ${columns} from o join users u on u.id = o.user_id`,
)

export type NewOverride = {
  leadId: string
  userId: string
  score: number
  reason: string
  at: Date
  expiresAt: Date
}

export async function insertOverride(db: Db, added: NewOverride): Promise<OverrideRow> {
  const { leadId, userId, score, reason, at, expiresAt } = added
  const [row] = await db.sql(insert, [leadId, userId, score, reason, at, expiresAt])
  if (!row) throw new Error('an inserted override is gone')
  return row
}
