import type { FalseHot, ReportCard, ReportCardQuery } from '@leadglass/contracts/report-card.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** So many judged leads are looked at, the newest. */
export const mostJudged = 200_000

/** Closed leads of a time that a version has judged, column by column, newest first; empty columns are null. */
type JudgedColumns = {
  waiting: number
  /** There are more, which are older. */
  capped: boolean
  judged_at: string | null
  held_out: number
  won: number[] | null
  /** Epoch milliseconds. */
  closed: number[] | null
  scores: number[] | null
  rules_scores: number[] | null
  classes: Classification[] | null
  probabilities: (number | null)[] | null
}

/** $2 and $3: days of closing, both included; $4: of the training, or not of it. */
const inTime = `($2::date is null or o.closed_at >= $2::date) and ($3::date is null or o.closed_at < $3::date + 1)`
const inFilter = `${inTime} and ($4::boolean is null or j.held_out = $4)`

/** As JSON, which takes a third of the time that rows take. Whether there are more than $5 is asked only where it may be. */
const judgedColumns = statement<JudgedColumns>(
  'list_judged_columns',
  `with picked as (
     select o.won, o.closed_at, j.*
       from lead_outcomes o join judged_outcomes j on j.scoring_model_id = $1 and j.lead_id = o.lead_id
      where ${inFilter}
      order by o.closed_at desc limit $5
   )
   select (select count(*)::int from lead_outcomes o
            where ${inTime} and not exists (
              select 1 from judged_outcomes j where j.scoring_model_id = $1 and j.lead_id = o.lead_id)) as waiting,
          case when count(*) < $5 then false else (
            select count(*) > $5 from lead_outcomes o
              join judged_outcomes j on j.scoring_model_id = $1 and j.lead_id = o.lead_id
             where ${inFilter}) end as capped,
          max(judged_at) as judged_at, count(*) filter (where held_out)::int as held_out,
          json_agg(won::int) as won, json_agg((date_part('epoch', closed_at) * 1000)::bigint) as closed,
          json_agg(score) as scores, json_agg(rules_score) as rules_scores, json_agg(classification) as classes,
          json_agg(win_probability) as probabilities
     from picked`,
)

/** What a card speaks of. */
export type CardFilter = { modelId: string } & Pick<ReportCardQuery, 'from' | 'to' | 'seen'>

function filterValues({ modelId, from, to, seen = 'all' }: CardFilter) {
  return [modelId, from ?? null, to ?? null, seen === 'all' ? null : seen === 'held_out']
}

export async function listJudgedColumns(
  db: Db,
  filter: CardFilter,
  most = mostJudged,
): Promise<JudgedColumns> {
  const [row] = await db.sql(judgedColumns, [...filterValues(filter), most])
  if (!row) throw new Error('list_judged_columns returned nothing')
  return row
}

type FalseHotRow = Omit<FalseHot, 'owner'> & { owner_id: string | null; owner_name: string | null }

const falseHotColumns = `l.id as lead_id, l.name, l.company, j.score, j.win_probability, o.closed_at, l.owner_id,
  u.full_name as owner_name`
const falseHots = `judged_outcomes j join lead_outcomes o on o.lead_id = j.lead_id
  join leads l on l.id = j.lead_id left join users u on u.id = l.owner_id
  where j.scoring_model_id = $1 and j.classification = 'hot' and not o.won and ${inFilter}`
const newestFifty = 'order by o.closed_at desc, o.lead_id limit 50'

/** Over judged_outcomes_hot_idx. */
const allFalseHots = statement<FalseHotRow>(
  'list_false_hots',
  `select ${falseHotColumns} from ${falseHots} ${newestFifty}`,
)

/** $5: the rep, whose leads are found first: few beside those of everybody. */
const falseHotsOfRep = statement<FalseHotRow>(
  'list_false_hots_of_rep',
  `select ${falseHotColumns} from ${falseHots} and l.id in (
     select id from leads where owner_id = $5
      union select lead_id from assignments where user_id = $5 and status = 'active') ${newestFifty}`,
)

/** Leads that were hot and lost, newest first: of everybody, or those that a rep sees. */
export async function listFalseHots(db: Db, filter: CardFilter, repId: string | null): Promise<FalseHot[]> {
  const values = filterValues(filter)
  const rows = await (repId === null
    ? db.sql(allFalseHots, values)
    : db.sql(falseHotsOfRep, [...values, repId]))
  return rows.map(({ owner_id, owner_name, ...row }) => ({
    ...row,
    owner: owner_id === null ? null : { id: owner_id, full_name: owner_name ?? '' },
  }))
}

export type CardState = ReportCard['verdicts'] & { alarm_since: string | null; trained_at: string | null }

const state = statement<CardState>(
  'find_card_state',
  `select v.*, (select raised_at from score_alarms where scoring_model_id = $1 and ended_at is null) as alarm_since,
          (select d.trained_at from scoring_models m join learned_models d on d.id = m.learned_model_id
            where m.id = $1) as trained_at
     from (select count(*) filter (where verdict = 'too_high')::int as too_high,
                  count(*) filter (where verdict = 'too_low')::int as too_low,
                  count(*) filter (where verdict = 'right')::int as "right",
                  count(*) filter (where verdict <> 'right' and reviewed_at is null)::int as open
             from score_verdicts
            where ($2::date is null or created_at >= $2::date) and ($3::date is null or created_at < $3::date + 1)) v`,
)

/** What changes without a closing: verdicts of the days, the alarm, the age of what was learned. */
export async function findCardState(db: Db, { modelId, from, to }: CardFilter): Promise<CardState> {
  const [row] = await db.sql(state, [modelId, from ?? null, to ?? null])
  if (!row) throw new Error('find_card_state returned nothing')
  return row
}
