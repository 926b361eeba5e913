import { systemActivityTypes } from '@leadglass/contracts/activities.ts'
import type { CompareScoresQuery, ScoreDiffPart } from '@leadglass/contracts/scoring.ts'
import type { Context } from '../context.ts'
import { invalidField } from '../errors.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { describeMove } from './describe-move.ts'
import { type ExplainedScore, explainScorePoint } from './explain-score-point.ts'
import { currentScorePoint, findScorePoint, isMoment, type ScorePoint } from './find-score-point.ts'
import { type FieldMove, listFieldMoves, listMoves } from './list-moves.ts'
import { type ActivityBetween, listActivitiesBetween } from './score-point-repository.ts'

export type ComparedScores = {
  from: ExplainedScore
  to: ExplainedScore
  sentence: string
  parts: ScoreDiffPart[]
  activities: ActivityBetween[]
  fieldChanges: FieldMove[]
}

/** More happened rarely, and is in the timeline. */
const mostActivities = 50

/** Why a score moved between two moments: line by line, and in one sentence. */
export async function compareScores(
  ctx: Context,
  leadId: string,
  query: CompareScoresQuery,
): Promise<ComparedScores> {
  const lead = await findVisibleLead(ctx.db, ctx.actor, leadId)
  const start = await findScorePoint(ctx.db, lead, query.from)
  const end = query.to ? await findScorePoint(ctx.db, lead, query.to) : currentScorePoint(lead)
  if (Date.parse(start.at) > Date.parse(end.at)) throw invalidField('from', 'must not be later than to')
  const from = await explainScorePoint(ctx.db, leadId, start)
  const to = await explainScorePoint(ctx.db, leadId, end)
  const parts = listMoves(from, to)
  const asked = {
    from: momentOf(query.from, start, ctx.now),
    to: query.to ? momentOf(query.to, end, ctx.now) : null,
  }
  const span = { from: new Date(start.at), to: new Date(end.at) }
  return {
    from,
    to,
    parts,
    sentence: describeMove({ from, to, parts, span: asked, now: ctx.now }),
    activities: await listActivitiesBetween(ctx.db, leadId, span, {
      leaveOut: systemActivityTypes,
      limit: mostActivities,
    }),
    fieldChanges: listFieldMoves(from.facts, to.facts),
  }
}

/** When a point was: the moment that was asked for, or that of the entry; nothing stands later than now. */
function momentOf(entryOrMoment: string, point: ScorePoint, now: Date): Date {
  if (!isMoment(entryOrMoment)) return new Date(point.at)
  return new Date(Math.min(Date.parse(entryOrMoment), now.getTime()))
}
