import type { LearningSettings, TrainResult } from '@leadglass/contracts/learning.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { originOf } from '../context.ts'
import type { RunningJob } from '../jobs/queue/running-job.ts'
import { notify } from '../notifications/notify.ts'
import { listManagerIds } from '../users/list-manager-ids.ts'
import {
  type HeldOut,
  insertModel,
  insertPredictions,
  type NewLearnedModel,
} from './learned-model-repository.ts'
import { trainedNotice, waitingNotice } from './learning-notices.ts'
import { publishReason } from './publish-reason.ts'
import { type Publisher, putModelInForce } from './put-model-in-force.ts'

const batchSize = 5_000

export type TrainedModel = {
  model: NewLearnedModel
  predictions: readonly HeldOut[]
  settings: LearningSettings
}

/** Stores a model with all that follows from it: nothing of it is there before all of it is. */
export function keepModel(job: RunningJob, trained: TrainedModel): Promise<TrainResult> {
  const { model, predictions } = trained
  const actor = job.requestedById === null ? null : { id: job.requestedById }
  return job.db.transaction(async (db) => {
    const tx: Publisher = { db, actor, now: model.trainedAt, origin: originOf('training') }
    const { id, number } = await insertModel(db, model)
    for (let start = 0; start < predictions.length; start += batchSize)
      await insertPredictions(db, id, predictions.slice(start, start + batchSize))
    const { rows, won, signal } = model.card.training
    const event = {
      action: 'model_trained',
      entity: { type: 'learned_model', id, name: `Model ${number}` },
      after: { rows, won, signal, auc: model.figures.held_out.auc?.value ?? null, weight: model.weight },
    } as const
    await recordAudit(db, auditEntry(tx, event))
    const publishedVersion = await tell(tx, { id, number }, trained)
    return { learned_model_id: id, number, signal, published_version: publishedVersion }
  })
}

/** Who asked hears of it; what nobody asked for is published by the rule, or the managers hear that it waits. */
async function tell(
  tx: Publisher,
  { id, number }: { id: string; number: number },
  { model, settings }: TrainedModel,
): Promise<number | null> {
  const { weight } = model
  const told = { number, weight, figures: model.figures.held_out }
  if (tx.actor) {
    await notify(tx.db, [trainedNotice(tx.actor.id, told)])
    return null
  }
  const { compared } = model.figures
  const reason = publishReason({ signal: model.card.training.signal, weight, compared }, settings)
  if (reason !== null) return (await putModelInForce(tx, { id, number, weight }, reason)).version
  const managers = await listManagerIds(tx.db)
  await notify(
    tx.db,
    managers.map((userId) => waitingNotice(userId, told)),
  )
  return null
}
