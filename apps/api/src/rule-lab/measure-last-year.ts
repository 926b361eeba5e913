import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { areaUnderCurve, type CompiledVersion, type LeadFacts } from '@leadglass/scoring'
import type { Database } from '../db/db.ts'
import { listFactsBeforeOutcome } from '../scoring/list-facts-before-outcome.ts'
import type { ComparedVersions } from './compared-versions.ts'
import { type ClosedLead, listClosedLeads } from './impact-lead-repository.ts'

const batchSize = 1_000

/**
 * What both versions would have said of the deals that were won and lost within a time, as the report card judges them:
 * before anybody knew the outcome, and of a lead that the learned part was trained on by a model that had not seen it.
 */
export async function measureLastYear(
  db: Database,
  versions: ComparedVersions,
  { from, to }: { from: Date; to: Date },
  onRead: (leads: number) => void,
): Promise<ImpactResult['last_year']> {
  const tally = createOutcomeTally()
  const { learnedModelId, perType } = versions
  let after: string | null = null
  while (true) {
    const leads: ClosedLead[] = await listClosedLeads(db, after, { from, to, learnedModelId, batchSize })
    const last = leads.at(-1)
    if (!last) return tally.figures()
    after = last.lead_id
    const wanted = leads.map(({ lead_id, as_of }) => ({ leadId: lead_id, at: new Date(as_of) }))
    const known = await listFactsBeforeOutcome(db, wanted, perType)
    for (const lead of leads) {
      const facts = known.get(lead.lead_id)
      if (facts)
        tally.add(lead.won, scoreThen(versions.before, facts, lead), scoreThen(versions.after, facts, lead))
    }
    onRead(leads.length)
  }
}

function scoreThen(version: CompiledVersion, facts: LeadFacts, { as_of, held_out }: ClosedLead) {
  const at = Date.parse(as_of)
  return held_out === null ? version.score(facts, at) : version.scoreWithHeldOut(facts, at, held_out)
}

type Scored = ReturnType<CompiledVersion['score']>

function createOutcomeTally() {
  const labels: number[] = []
  const scores = { before: [] as number[], after: [] as number[] }
  const counts = {
    won: 0,
    won_hot_before: 0,
    won_hot_after: 0,
    lost: 0,
    lost_hot_before: 0,
    lost_hot_after: 0,
  }
  return {
    add(isWon: boolean, before: Scored, after: Scored): void {
      const outcome = isWon ? 'won' : 'lost'
      labels.push(isWon ? 1 : 0)
      scores.before.push(before.total)
      scores.after.push(after.total)
      counts[outcome] += 1
      if (before.classification === 'hot') counts[`${outcome}_hot_before`] += 1
      if (after.classification === 'hot') counts[`${outcome}_hot_after`] += 1
    },
    figures(): ImpactResult['last_year'] {
      return {
        ...counts,
        auc_before: areaUnderCurve(labels, scores.before)?.value ?? null,
        auc_after: areaUnderCurve(labels, scores.after)?.value ?? null,
      }
    },
  }
}
