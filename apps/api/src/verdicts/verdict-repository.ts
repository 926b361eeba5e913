import type { Page } from '@leadglass/contracts/paging.ts'
import type { ReviewItem, ScoreVerdict, VerdictWord } from '@leadglass/contracts/verdicts.ts'
import type { Db } from '../db/db.ts'
import { type PageRequest, pageFrom } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'

export type VerdictRow = Omit<ScoreVerdict, 'user' | 'reviewed_by'> & {
  user_id: string
  user_name: string
  reviewed_by_id: string | null
  reviewed_by_name: string | null
}

const columns = `v.id, v.lead_id, v.verdict, v.reason, v.score, v.classification, m.version as model_version,
  v.created_at, v.reviewed_at, v.review_note, v.user_id, u.full_name as user_name, v.reviewed_by_id,
  r.full_name as reviewed_by_name`

const joins = `join scoring_models m on m.id = v.scoring_model_id
  join users u on u.id = v.user_id
  left join users r on r.id = v.reviewed_by_id`

export type NewVerdict = {
  leadId: string
  userId: string
  verdict: VerdictWord
  reason: string | null
  at: Date
}

export type ReplacingVerdict = VerdictRow & {
  replaced_verdict: VerdictWord | null
  replaced_reason: string | null
}

/** Score, class and version are those of the lead's row at this moment. */
const insert = statement<ReplacingVerdict>(
  'insert_verdict',
  `with replaced as (
     delete from score_verdicts where lead_id = $1 and user_id = $2 and reviewed_at is null
     returning verdict, reason
   ), v as (
     insert into score_verdicts (lead_id, user_id, verdict, reason, score, classification, scoring_model_id, created_at)
     select l.id, $2, $3::verdict_word, $4, l.current_score, l.classification, l.scoring_model_id, $5
       from leads l where l.id = $1
     returning *
   )
   select ${columns}, old.verdict as replaced_verdict, old.reason as replaced_reason
     from v ${joins} left join replaced old on true`,
)

/** Takes the place of the same person's verdict that nobody has looked at. The lead is locked by the caller. */
export async function insertVerdict(db: Db, verdict: NewVerdict): Promise<ReplacingVerdict> {
  const { leadId, userId, verdict: word, reason, at } = verdict
  const [row] = await db.sql(insert, [leadId, userId, word, reason, at])
  if (!row) throw new Error('an inserted verdict is gone')
  return row
}

const ofLead = statement<VerdictRow>(
  'list_verdicts_of_lead',
  `select ${columns} from score_verdicts v ${joins}
    where v.lead_id = $1 order by v.created_at desc, v.id desc limit 100`,
)

/** Over `score_verdicts (lead_id, created_at desc, id desc)`. */
export function listVerdictsOfLead(db: Db, leadId: string): Promise<VerdictRow[]> {
  return db.sql(ofLead, [leadId])
}

const byIdForUpdate = statement<VerdictRow>(
  'find_verdict_for_update',
  `select ${columns} from score_verdicts v ${joins} where v.id = $1 for no key update of v`,
)

/** Locks the verdict until the transaction ends. */
export async function findVerdictForUpdate(db: Db, id: string): Promise<VerdictRow | null> {
  const [row] = await db.sql(byIdForUpdate, [id])
  return row ?? null
}

const remove = statement<never>('delete_verdict', 'delete from score_verdicts where id = $1')

export async function deleteVerdict(db: Db, id: string): Promise<void> {
  await db.sql(remove, [id])
}

const review = statement<VerdictRow>(
  'set_verdict_reviewed',
  `with v as (
     update score_verdicts set reviewed_at = $2, reviewed_by_id = $3, review_note = $4 where id = $1 returning *
   ) select ${columns} from v ${joins}`,
)

export type Review = { at: Date; reviewerId: string; note: string | null }

export async function setVerdictReviewed(db: Db, id: string, { at, reviewerId, note }: Review) {
  const [row] = await db.sql(review, [id, at, reviewerId, note])
  if (!row) throw new Error('a locked verdict is gone')
  return row
}

type LeadOfReview = Omit<ReviewItem['lead'], 'id' | 'owner'>
export type ReviewRow = VerdictRow & {
  [Key in keyof LeadOfReview as `lead_${Key}`]: LeadOfReview[Key]
} & { lead_owner_id: string | null; lead_owner_name: string | null; place: number }

export type ReviewFilter = { state: 'open' | 'reviewed' | 'all'; verdict: VerdictWord | undefined }

/** Open verdicts stand before those that were looked at: later by so many milliseconds than any of them. */
const openFirst = '100000000000000'
const moment = (ms: string) => `timestamptz 'epoch' + (${ms})::float8 * interval '1 millisecond'`

/** Each half follows its index: open ones by when they were given, the others by when they were looked at. */
const halves = {
  open: { is: 'v.reviewed_at is null', by: 'v.created_at', add: openFirst },
  reviewed: { is: 'v.reviewed_at is not null', by: 'v.reviewed_at', add: '0' },
}

export const reviewSort = ({ state }: ReviewFilter) => `verdicts:${state}`

/** Open ones first, each half newest first. */
export async function listReviews(db: Db, filter: ReviewFilter, page: PageRequest): Promise<Page<ReviewRow>> {
  const rows = await db.sql(composedStatement<ReviewRow & { total: number }>(reviewsText(filter, page)), [
    page.perPage + 1,
    page.offset,
    ...(filter.verdict ? [filter.verdict] : []),
    ...(page.after ?? []),
  ])
  const found = rows.filter((row) => row.id !== null)
  return pageFrom(found, rows[0]?.total ?? 0, page, reviewSort(filter), (row) => row.place)
}

function reviewsText(filter: ReviewFilter, page: PageRequest): string {
  const wanted = filter.state === 'all' ? [halves.open, halves.reviewed] : [halves[filter.state]]
  const word = filter.verdict ? 'v.verdict = $3::verdict_word' : "v.verdict <> 'right'"
  const [place, id] = filter.verdict ? ['$4', '$5'] : ['$3', '$4']
  const after = (half: (typeof wanted)[number]) =>
    page.after ? `and (${half.by}, v.id) < (${moment(`${place}::bigint - ${half.add}`)}, ${id}::uuid)` : ''
  const parts = wanted.map(
    (half) => `(select v.id, (extract(epoch from ${half.by}) * 1000)::bigint + ${half.add} as place
                  from score_verdicts v where ${half.is} and ${word} ${after(half)}
                 order by ${half.by} desc, v.id desc limit $1::int + $2::int)`,
  )
  const either = wanted.map((half) => half.is).join(' or ')
  const total = page.after
    ? '0'
    : `(select count(*)::int from (select 1 from score_verdicts v where (${either}) and ${word} limit 10001) s)`
  return `with found as (
      select * from (${parts.join(' union all ')}) both_halves order by place desc, id desc limit $1 offset $2
    ), page as (
      select found.place, ${columns}, l.name as lead_name, l.company as lead_company, l.status as lead_status,
             l.current_score as lead_current_score, l.classification as lead_classification,
             l.owner_id as lead_owner_id, o.full_name as lead_owner_name
        from found join score_verdicts v on v.id = found.id ${joins}
        join leads l on l.id = v.lead_id
        left join users o on o.id = l.owner_id
    ), counted as (select ${total} as total)
    select counted.total, page.* from counted left join page on true order by page.place desc, page.id desc`
}
