import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { getLearnedModel } from './get-learned-model.ts'
import { putModelInForce } from './put-model-in-force.ts'

/** A model that found nothing has no say: as a version it would be the rules alone under another name. */
export async function publishLearnedModel(ctx: Context, id: string, reason: string): Promise<ScoringVersion> {
  const model = await getLearnedModel(ctx, id)
  if (model.weight === 0) {
    throw new AppError(
      'conflict',
      `Model ${model.number} found nothing that tells won from lost, so it has no say in the score: there is nothing to publish`,
    )
  }
  return inTransaction(ctx, (tx) => putModelInForce(tx, model, reason))
}
