import type { Role } from '@leadglass/contracts/auth.ts'
import type { WorkItem, WorkMark } from '@leadglass/contracts/work-queue.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** A lead in a rep's hands, with what the rep decided about it. */
export type WorkLeadRow = Omit<WorkItem, 'rank' | 'factors' | 'reason' | 'reason_text'> & {
  last_signal_type: string | null
  question_type: string | null
  question_at: string | null
  done_at: string | null
  snoozed_until: string | null
}

type QueueRow = { [Column in keyof WorkLeadRow]: WorkLeadRow[Column] | null } & {
  user_name: string
  user_role: Role
  done_today: number
}

export type RepWork = {
  user: { id: string; full_name: string; role: Role }
  done_today: number
  leads: WorkLeadRow[]
}

/** More than anybody works through: the rest waits behind them by its score. */
const mostLeads = 2_000

/**
 * Over `assignments (user_id, status, lead_id)`; every lead, mark and override is one step in an index. What the last
 * signal was is only read where nobody has answered it yet, by its moment in `activities (lead_id, occurred_at)`;
 * questions are those since the last contact, of a month at most.
 */
const repWork = statement<QueueRow>(
  'list_rep_work',
  `select u.full_name as user_name, u.role as user_role,
          (select count(*)::int from work_marks d where d.user_id = u.id and d.done_at >= $3) as done_today,
          mine.*, signal.activity_type as last_signal_type,
          question.activity_type as question_type, question.occurred_at as question_at
     from users u
     left join lateral (
       select l.id as lead_id, a.id as assignment_id, a.assigned_at, l.name, l.company, l.title, l.email, l.phone,
              l.status, l.current_score as computed_score, coalesce(o.score, l.current_score) as score,
              coalesce(o.classification, l.classification) as classification, l.win_probability, l.estimated_value,
              l.last_signal_at, l.last_touch_at, m.follow_up_at, m.done_at, m.snoozed_until
         from assignments a
         join leads l on l.id = a.lead_id
         left join work_marks m on m.user_id = a.user_id and m.lead_id = a.lead_id
         left join lateral (
           select s.score,
                  (case when s.score >= (v.document #>> '{thresholds,hot}')::numeric then 'hot'
                        when s.score >= (v.document #>> '{thresholds,warm}')::numeric then 'warm'
                        else 'cold' end)::classification as classification
             from score_overrides s join scoring_models v on v.is_active
            where s.lead_id = l.id and s.ended_at is null and s.expires_at > $2
         ) o on true
        where a.user_id = u.id and a.status = 'active' and l.status not in ('won', 'lost')
        order by coalesce(m.follow_up_at <= $2 and m.done_at < m.follow_up_at, m.follow_up_at <= $2, false) desc,
                 score desc, l.id
        limit ${mostLeads}
     ) mine on true
     left join lateral (
       select e.activity_type from activities e
        where e.lead_id = mine.lead_id and e.occurred_at = mine.last_signal_at
          and e.activity_type not in ('note', 'status_change', 'lead_created', 'lead_assigned', 'lead_transferred')
          and (mine.last_touch_at is null or mine.last_signal_at > mine.last_touch_at)
        order by e.id desc limit 1
     ) signal on true
     left join lateral (
       select e.activity_type, e.occurred_at from activities e
        where e.lead_id = mine.lead_id and e.activity_type = any($4::text[]) and e.occurred_at <= mine.last_signal_at
          and e.occurred_at > greatest(mine.last_touch_at, mine.done_at, $2::timestamptz - interval '30 days')
        order by e.occurred_at desc, e.id desc limit 1
     ) question on true
    where u.id = $1`,
)

/** The open leads in a rep's hands, those whose follow-up is due and the best first; null when there is no such user. */
export async function findRepWork(
  db: Db,
  userId: string,
  { now, dayStart, questionTypes }: { now: Date; dayStart: Date; questionTypes: readonly string[] },
): Promise<RepWork | null> {
  const rows = await db.sql(repWork, [userId, now, dayStart, questionTypes])
  const [first] = rows
  if (!first) return null
  const { user_name, user_role, done_today } = first
  const leads = rows.filter((row): row is QueueRow & WorkLeadRow => row.lead_id !== null)
  return { user: { id: userId, full_name: user_name, role: user_role }, done_today, leads }
}

const markColumns = 'lead_id, done_at, snoozed_until, follow_up_at'

/** Marks stand on an active assignment of the rep: without one nothing is written. */
const mine = `from assignments a where a.user_id = $1 and a.lead_id = $2 and a.status = 'active'`

const done = statement<WorkMark>(
  'set_work_done',
  `insert into work_marks (user_id, lead_id, done_at, follow_up_at)
   select a.user_id, a.lead_id, $3::timestamptz, $4::timestamptz ${mine}
   on conflict (user_id, lead_id) do update
      set done_at = excluded.done_at, snoozed_until = null,
          follow_up_at = case when $5 then excluded.follow_up_at else work_marks.follow_up_at end
   returning ${markColumns}`,
)

export type WorkDecision = { userId: string; leadId: string; now: Date }

/** Dealt with. `followUpAt` undefined keeps the follow-up that was planned. */
export async function setWorkDone(
  db: Db,
  { userId, leadId, now }: WorkDecision,
  followUpAt: string | null | undefined,
): Promise<WorkMark | null> {
  const values = [userId, leadId, now, followUpAt ?? null, followUpAt !== undefined]
  const [row] = await db.sql(done, values)
  return row ?? null
}

const snooze = statement<WorkMark>(
  'set_work_snoozed',
  `insert into work_marks (user_id, lead_id, snoozed_until)
   select a.user_id, a.lead_id, $3::timestamptz ${mine}
   on conflict (user_id, lead_id) do update set done_at = null, snoozed_until = excluded.snoozed_until
   returning ${markColumns}`,
)

export async function setWorkSnoozed(
  db: Db,
  { userId, leadId }: Pick<WorkDecision, 'userId' | 'leadId'>,
  until: string,
): Promise<WorkMark | null> {
  const [row] = await db.sql(snooze, [userId, leadId, until])
  return row ?? null
}

const followUp = statement<WorkMark>(
  'set_work_follow_up',
  `insert into work_marks (user_id, lead_id, follow_up_at, done_at)
   select a.user_id, a.lead_id, $3::timestamptz, $4::timestamptz ${mine}
   on conflict (user_id, lead_id) do update
      set follow_up_at = excluded.follow_up_at,
          done_at = case when excluded.follow_up_at is null then work_marks.done_at else excluded.done_at end,
          snoozed_until = case when excluded.follow_up_at is null then work_marks.snoozed_until end
   returning ${markColumns}`,
)

/** A date to come back deals with the lead until then; none only takes the date away. */
export async function setWorkFollowUp(
  db: Db,
  { userId, leadId, now }: WorkDecision,
  followUpAt: string | null,
): Promise<WorkMark | null> {
  const doneAt = followUpAt === null ? null : now
  const [row] = await db.sql(followUp, [userId, leadId, followUpAt, doneAt])
  return row ?? null
}

const clear = statement<{ lead_id: string }>(
  'clear_work_mark',
  `with cleared as (
     update work_marks m
        set done_at = null, snoozed_until = null,
            follow_up_at = case when m.follow_up_at <= $3 then m.follow_up_at end
       from assignments a
      where m.user_id = $1 and m.lead_id = $2 and a.user_id = $1 and a.lead_id = $2 and a.status = 'active'
   )
   select a.lead_id ${mine}`,
)

/** Takes back what was decided; a follow-up that was due before stays due. False without an active assignment. */
export async function clearWorkMark(db: Db, { userId, leadId, now }: WorkDecision): Promise<boolean> {
  const rows = await db.sql(clear, [userId, leadId, now])
  return rows.length > 0
}
