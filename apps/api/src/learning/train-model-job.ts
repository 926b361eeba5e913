import type { TrainResult } from '@leadglass/contracts/learning.ts'
import { monotoneFeatures } from '@leadglass/scoring'
import { AppError } from '../errors.ts'
import type { RunningJob } from '../jobs/queue/running-job.ts'
import { runInThread } from '../jobs/threads/run-in-thread.ts'
import { activeModel } from '../scoring/active-model.ts'
import { fitAll } from '../training/fit-all.ts'
import type { Gathered, GatherInput } from '../training/gather-outcomes.ts'
import type { Measured, MeasureInput } from '../training/measure-model.ts'
import { mostOutcomes } from '../training/most-outcomes.ts'
import { keepModel } from './keep-model.ts'
import { findSettings } from './learning-repository.ts'
import { isEnough, tooFewSentence } from './learning-sentences.ts'
import { countOutcomes } from './outcome-repository.ts'
import { trainingOptions } from './training-request.ts'

const gatherScript = new URL('../training/gather-thread.ts', import.meta.url)
const measureScript = new URL('../training/measure-thread.ts', import.meta.url)

/** Shares of the time that a training takes. */
const gathered = 0.2
const trained = 0.95

/**
 * Learns from the closed leads as of a moment before their outcomes. All that needs a core is done in threads; the
 * model, what it said of each lead without having seen it, and the news are stored in one transaction.
 */
export async function trainModelJob(job: RunningJob): Promise<TrainResult> {
  const { db, signal, log } = job
  const now = job.clock()
  const settings = await findSettings(db)
  const options = trainingOptions(job.input, settings)
  const counts = await countOutcomes(db)
  if (!isEnough(counts)) throw new AppError('not_enough_outcomes', tooFewSentence(counts))
  const version = await activeModel(db)
  const known = await gather(job, version.id, options.days_before_outcome)
  const { card, foldOf, logOdds } = await fitAll(
    known.table,
    known.leadIds,
    {
      seed: options.seed,
      keep: options.kept_columns,
      leaveOut: options.left_out_columns,
      monotone: monotoneFeatures(version.compiled.model),
    },
    { signal, log, onProgress: partOf(job, gathered, trained) },
  )
  job.progress(trained, 'measuring and storing the model')
  const outcomes = counts.won + counts.lost
  const measured = await runInThread<MeasureInput, Measured>(
    measureScript,
    { known, card, logOdds, version: version.version, outcomes },
    { signal, log },
  )
  const model = {
    card,
    ...measured,
    options,
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

async function gather(job: RunningJob, modelId: string, daysBefore: number): Promise<Gathered> {
  const { databaseUrl, signal, log } = job
  const most = await mostOutcomes(job.db)
  return runInThread<GatherInput & { databaseUrl: string }, Gathered>(
    gatherScript,
    { databaseUrl, modelId, daysBefore, most, now: job.clock().getTime() },
    { signal, log, onProgress: partOf(job, 0, gathered) },
  )
}

/** Progress of a part of the work, as progress of the whole. */
function partOf(job: RunningJob, from: number, to: number) {
  return (fraction: number, stage: string) => job.progress(from + (to - from) * fraction, stage)
}
