import type { TrainResult } from '@leadglass/contracts/learning.ts'
import { fitPointScale, learnedWeight, monotoneFeatures } from '@leadglass/scoring'
import { AppError } from '../errors.ts'
import type { RunningJob } from '../jobs/queue/running-job.ts'
import { runInThread } from '../jobs/threads/run-in-thread.ts'
import { activeModel } from '../scoring/active-model.ts'
import { compareModels } from './compare-models.ts'
import { fitAll } from './fit-all.ts'
import type { Gathered, GatherInput } from './gather-outcomes.ts'
import { heldOutFigures } from './held-out-figures.ts'
import { keepModel } from './keep-model.ts'
import { findSettings } from './learning-repository.ts'
import { isEnough, tooFewSentence } from './learning-sentences.ts'
import { countOutcomes } from './outcome-repository.ts'
import { suspiciousColumns } from './suspicious-columns.ts'
import { trainingOptions } from './training-request.ts'

const gatherScript = new URL('./gather-thread.ts', import.meta.url)

/** More outcomes teach hardly more, and would take minutes and gigabytes: the newest count. */
const mostOutcomes = 100_000

/** Shares of the time that a training takes. */
const gathered = 0.2
const trained = 0.95

/**
 * Learns from the closed leads as of a moment before their outcomes. All that needs a core is done in threads; the
 * model, what it said of each lead without having seen it, and the news are stored in one transaction.
 */
export async function trainModelJob(job: RunningJob): Promise<TrainResult> {
  const { db, databaseUrl, signal, log } = job
  const now = job.clock()
  const settings = await findSettings(db)
  const options = trainingOptions(job.input, settings)
  const counts = await countOutcomes(db)
  if (!isEnough(counts)) throw new AppError('not_enough_outcomes', tooFewSentence(counts))
  const version = await activeModel(db)
  const part = (from: number, to: number) => (fraction: number, stage: string) =>
    job.progress(from + (to - from) * fraction, stage)

  const known = await runInThread<GatherInput & { databaseUrl: string }, Gathered>(
    gatherScript,
    {
      databaseUrl,
      modelId: version.id,
      daysBefore: options.days_before_outcome,
      most: mostOutcomes,
      now: now.getTime(),
    },
    { signal, log, onProgress: part(0, gathered) },
  )
  const { card, foldOf, logOdds } = await fitAll(
    known.table,
    known.leadIds,
    {
      seed: options.seed,
      keep: options.kept_columns,
      leaveOut: options.left_out_columns,
      monotone: monotoneFeatures(version.compiled.model),
    },
    { signal, log, onProgress: part(gathered, trained) },
  )
  job.progress(trained, 'storing the model')
  const scale = fitPointScale(logOdds)
  const weight = learnedWeight(card)
  const heldOut = heldOutFigures(known.table.outcomes, logOdds)
  const model = {
    card,
    scale,
    weight,
    options,
    figures: {
      held_out: heldOut,
      compared: compareModels(known, { logOdds, scale, weight }, version.version),
      suspicious: suspiciousColumns(card, known, heldOut),
      crowded_out: known.crowdedOut,
      outcomes: counts.won + counts.lost,
    },
    // Newest first.
    outcomesFrom: new Date(known.table.times.at(-1) ?? now),
    outcomesTo: new Date(known.table.times[0] ?? now),
    trainedById: job.requestedById,
    trainedAt: now,
  }
  const predictions = known.leadIds.map((leadId, row) => ({
    leadId,
    fold: foldOf[row] ?? 0,
    logOdds: logOdds[row] ?? 0,
  }))
  return keepModel(job, { model, predictions, settings })
}
