import type { LeadFacts } from '@leadglass/scoring'
import { compileModel } from '@leadglass/scoring'
import type { Database } from '../db/db.ts'
import { type ActiveModel, activeModel, modelOf } from '../scoring/active-model.ts'
import { listFactsBeforeOutcome } from '../scoring/list-facts-before-outcome.ts'
import { mostCounted } from '../scoring/most-counted.ts'
import {
  countUnjudgedOutcomes,
  deleteOldJudgements,
  insertJudgements,
  listUnjudgedOutcomes,
  type NewJudgement,
  type UnjudgedOutcome,
} from './judged-outcome-repository.ts'
import { watchHotAlarm } from './watch-hot-alarm.ts'

/** Scoring so many leads holds the process up for some hundredths of a second. */
const batchSize = 500
const keptVersions = 5

export type Judging = {
  db: Database
  clock(): Date
  signal: AbortSignal
  progress?(fraction: number, stage: string): void
  /** Another version than the one in force. */
  modelId?: string | undefined
}

export type JudgingResult = { version: number; judged: number; alarm: boolean }

/**
 * Judges every closed lead that the version has not judged yet, as of the moment before its outcome, and never by a
 * model that has seen it. Each batch is stored as it is done, so a run that is cut off is gone on with by the next, and
 * two at once do no harm.
 */
export async function judgeOutcomes(judging: Judging): Promise<JudgingResult> {
  const { db, clock, signal, progress = () => {}, modelId } = judging
  const model = await (modelId === undefined ? activeModel(db) : modelOf(db, modelId))
  const judge = judgeBy(model)
  const waiting = await countUnjudgedOutcomes(db, model.id)
  let judged = 0
  let last: UnjudgedOutcome | undefined
  for (let read = 0; waiting > 0; ) {
    signal.throwIfAborted()
    progress(Math.min(1, read / waiting), `judging closed leads by version ${model.version}`)
    const batch = await listUnjudgedOutcomes(db, model.id, last, batchSize)
    if (batch.length === 0) break
    const known = await listFactsBeforeOutcome(db, batch.map(momentOf), mostCounted(model.compiled))
    const rows = batch.flatMap((outcome) => {
      const facts = known.get(outcome.lead_id)
      return facts ? [judge(outcome, facts)] : []
    })
    judged += await insertJudgements(db, model.id, rows, clock())
    read += batch.length
    last = batch.at(-1)
  }
  await deleteOldJudgements(db, keptVersions)
  // Asked at the end: another version may have come into force while this one judged.
  const inForce = await activeModel(db)
  const alarm = model.id === inForce.id && (await watchHotAlarm(db, model, clock()))
  return { version: model.version, judged, alarm }
}

function momentOf({ lead_id, at }: UnjudgedOutcome) {
  return { leadId: lead_id, at: new Date(at) }
}

/** The version on leads that it has not seen: where its learned part was trained on one, by its held-out log-odds. */
function judgeBy({ compiled, learned }: ActiveModel) {
  const learns = learned !== null && learned.weight > 0
  const rules = compileModel(compiled.model)
  return (outcome: UnjudgedOutcome, facts: LeadFacts): NewJudgement => {
    const at = Date.parse(outcome.at)
    const heldOut = learns && outcome.log_odds !== null
    const { total, classification, winProbability } =
      heldOut && outcome.log_odds !== null
        ? compiled.scoreWithHeldOut(facts, at, outcome.log_odds)
        : compiled.score(facts, at)
    const rulesScore = learns ? rules.score(facts, at).total : total
    return { outcome, score: total, classification, winProbability, rulesScore, heldOut }
  }
}
