import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { findModel, type LearnedModelDetailRow } from './learned-model-repository.ts'

export async function getLearnedModel(ctx: Pick<Context, 'db'>, id: string): Promise<LearnedModelDetailRow> {
  const model = await findModel(ctx.db, id)
  if (!model) throw notFound('Learned model')
  return model
}
