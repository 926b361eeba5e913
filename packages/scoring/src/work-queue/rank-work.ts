import { wantsWork } from './wants-work.ts'
import {
  followUpFactor,
  freshnessFactor,
  scoreFactor,
  unansweredFactor,
  type WorkFactors,
} from './work-factors.ts'
import type { WorkLead } from './work-lead.ts'

export type WorkRank = { rank: number; factors: WorkFactors }
export type RankedWork<Lead extends WorkLead> = WorkRank & { lead: Lead }

/**
 * How urgent a lead is for the rep who has it, 7 to 1,600; null when it does not want work now.
 *
 * Formula: score × freshness × unanswered × follow-up (see each). All else equal, a higher score, a fresher signal or
 * a longer wait never ranks lower, and a follow-up that is due always ranks above one that is not.
 *
 * @example
 * rankWork({ ...lead, score: 50, assignedAt: now, lastSignalAt: now }, now)?.rank // 60
 */
export function rankWork(lead: WorkLead, now: number): WorkRank | null {
  if (!wantsWork(lead, now)) return null
  const factors = {
    score: scoreFactor(lead.score),
    freshness: freshnessFactor(lead, now),
    unanswered: unansweredFactor(lead, now),
    followUp: followUpFactor(lead, now),
  }
  return { factors, rank: factors.score * factors.freshness * factors.unanswered * factors.followUp }
}

/**
 * The leads that want work now, the most urgent first; equal ranks in the order of their ids, so that the same leads
 * always make the same queue.
 *
 * @example
 * listWork([cold, hot, snoozed], now).map(({ lead }) => lead.id) // ['hot', 'cold']
 */
export function listWork<Lead extends WorkLead>(leads: readonly Lead[], now: number): RankedWork<Lead>[] {
  return leads
    .flatMap((lead) => {
      const ranked = rankWork(lead, now)
      return ranked ? [{ lead, ...ranked }] : []
    })
    .sort((one, other) => other.rank - one.rank || (one.lead.id < other.lead.id ? -1 : 1))
}
