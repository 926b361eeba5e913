import { compileModel, type LeadFacts, type LearningTable, learningRow } from '@leadglass/scoring'
import type { Database } from '../db/db.ts'
import { type ActiveModel, modelOf } from '../scoring/active-model.ts'
import { listFactsAt } from '../scoring/list-facts-at.ts'
import { listFactsBeforeOutcome } from '../scoring/list-facts-before-outcome.ts'
import { mostCounted } from '../scoring/most-counted.ts'
import { type ClosedLead, listClosedLeads, listNewestOpenLeads } from './closed-lead-repository.ts'
import { countFilled, createColumnCollector } from './collect-columns.ts'

const batchSize = 1_000
/** What a learned model counts of a type; older activities than these tell it nothing. */
const learnedMost = 10
/** So many open leads show which fields they have. */
const openLeadsLookedAt = 1_000

export type GatherInput = {
  /** The version in force. */
  modelId: string
  daysBefore: number
  most: number
  now: number
}

/** What the version in force says of each lead, its learned part without having seen it. */
export type Before = {
  rulesScores: Float64Array
  scores: Float64Array
  /** NaN where it offers none. */
  probabilities: Float64Array
}

/** Closed leads as of a moment before their outcomes, newest first. */
export type Gathered = {
  table: LearningTable & { times: Float64Array; outcomes: Uint8Array }
  leadIds: string[]
  before: Before
  crowdedOut: string[]
  /** How many of the newest open leads hold something in each column, beside how many were looked at. */
  open: { leads: number; filled: Record<string, number> }
  filled: Record<string, number>
}

/** Reads what there is to learn from. Leads that were deleted meanwhile are left out. */
export async function gatherOutcomes(
  db: Database,
  input: GatherInput,
  progress: (fraction: number) => void,
): Promise<Gathered> {
  const version = await modelOf(db, input.modelId)
  const perType = Math.max(learnedMost, mostCounted(version.compiled))
  const learnedModelId = version.learned?.id ?? null
  const closed = await listClosedLeads(db, { ...input, learnedModelId })
  const known: ClosedLead[] = []
  const collector = createColumnCollector(closed.length)
  const before = createBefore(version, closed.length)
  for (let start = 0; start < closed.length; start += batchSize) {
    const batch = closed.slice(start, start + batchSize)
    const wanted = batch.map(({ lead_id, at }) => ({ leadId: lead_id, at: new Date(at) }))
    const facts = await listFactsBeforeOutcome(db, wanted, perType)
    for (const lead of batch) {
      const own = facts.get(lead.lead_id)
      if (!own) continue
      collector.add(learningRow(own, Date.parse(lead.at)), known.length)
      before.add(own, lead, known.length)
      known.push(lead)
    }
    progress((start + batch.length) / closed.length)
  }
  return {
    ...tableOf(known, collector),
    before: before.finish(known.length),
    open: await lookAtOpen(db, input.now),
  }
}

function tableOf(known: readonly ClosedLead[], collector: ReturnType<typeof createColumnCollector>) {
  const { columns: collected, crowdedOut } = collector.finish()
  const columns = collected.map((column) =>
    column.kind === 'numeric'
      ? { ...column, values: column.values.subarray(0, known.length) }
      : { ...column, codes: column.codes.subarray(0, known.length) },
  )
  const outcomes = new Uint8Array(new SharedArrayBuffer(known.length))
  outcomes.set(known.map(({ won }) => (won ? 1 : 0)))
  const times = new Float64Array(new SharedArrayBuffer(known.length * 8))
  times.set(known.map(({ closed_at }) => Date.parse(closed_at)))
  return {
    table: { columns, outcomes, times },
    leadIds: known.map(({ lead_id }) => lead_id),
    crowdedOut,
    filled: Object.fromEntries(columns.map((column) => [column.name, countFilled(column)])),
  }
}

/** Scores by the version in force, lead by lead. */
function createBefore({ compiled, learned }: ActiveModel, rows: number) {
  const rules = learned ? compileModel(compiled.model) : compiled
  const before: Before = {
    rulesScores: new Float64Array(rows),
    scores: new Float64Array(rows),
    probabilities: new Float64Array(rows).fill(Number.NaN),
  }
  return {
    add(facts: LeadFacts, lead: ClosedLead, row: number): void {
      const at = Date.parse(lead.at)
      const score =
        lead.log_odds === null
          ? compiled.score(facts, at)
          : compiled.scoreWithHeldOut(facts, at, lead.log_odds)
      before.rulesScores[row] = learned ? rules.score(facts, at).total : score.total
      before.scores[row] = score.total
      before.probabilities[row] = score.winProbability ?? Number.NaN
    },
    finish: (known: number): Before => ({
      rulesScores: before.rulesScores.slice(0, known),
      scores: before.scores.slice(0, known),
      probabilities: before.probabilities.slice(0, known),
    }),
  }
}

async function lookAtOpen(db: Database, now: number): Promise<Gathered['open']> {
  const ids = await listNewestOpenLeads(db, openLeadsLookedAt)
  const at = new Date(now)
  const facts = await listFactsAt(
    db,
    ids.map((leadId) => ({ leadId, at })),
    learnedMost,
  )
  const filled: Record<string, number> = {}
  for (const own of facts.values()) {
    for (const [name, cell] of Object.entries(learningRow(own, now))) {
      if (cell !== null && cell !== undefined && cell !== '') filled[name] = (filled[name] ?? 0) + 1
    }
  }
  return { leads: facts.size, filled }
}
