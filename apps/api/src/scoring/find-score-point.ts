import type { Db } from '../db/db.ts'
import { notFound } from '../errors.ts'
import type { VisibleLead } from '../leads/find-visible-lead.ts'
import { findScoreChange, findStandingChange, type ScorePoint } from './score-point-repository.ts'

export type { ScorePoint }

/** The score of now: the one that every list shows. */
export function currentScorePoint(lead: VisibleLead): ScorePoint {
  return {
    at: lead.scored_at,
    score: lead.current_score,
    classification: lead.classification,
    engagement: lead.engagement_score,
    buying_signals: lead.buying_score,
    demographic_fit: lead.fit_score,
    win_probability: lead.win_probability,
    scoring_model_id: lead.scoring_model_id,
  }
}

/** The score that an entry of the history made, or that stood at a moment; 404 for a moment before the first. */
export async function findScorePoint(db: Db, lead: VisibleLead, entryOrMoment: string): Promise<ScorePoint> {
  const point = isMoment(entryOrMoment)
    ? await findStandingScore(db, lead, new Date(entryOrMoment))
    : await findScoreChange(db, lead.id, entryOrMoment)
  if (!point) throw notFound('Score')
  return point
}

/** A moment has its T; among the hexadecimal digits of a UUID there is none. */
export function isMoment(entryOrMoment: string): boolean {
  return entryOrMoment.includes('T')
}

async function findStandingScore(db: Db, lead: VisibleLead, at: Date): Promise<ScorePoint | null> {
  if (Date.parse(lead.scored_at) <= at.getTime()) return currentScorePoint(lead)
  return findStandingChange(db, lead.id, at)
}
