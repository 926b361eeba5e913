import * as contract from '@leadglass/contracts/learning.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { presentJob } from '../jobs/queue/job-presenter.ts'
import { getLearnedModel } from './get-learned-model.ts'
import { getLearningStatus } from './get-learning-status.ts'
import { presentModel, presentModelDetail } from './learning-presenter.ts'
import { listLearnedModels } from './list-learned-models.ts'
import { publishLearnedModel } from './publish-learned-model.ts'
import { retireLearnedModel } from './retire-learned-model.ts'
import { saveLearningSettings } from './save-learning-settings.ts'
import { trainModel } from './train-model.ts'

export function learningRoutes(api: Api): void {
  route(api, contract.getLearningStatus, (ctx) => getLearningStatus(ctx))
  route(api, contract.saveLearningSettings, (ctx, { body }) => saveLearningSettings(ctx, body))
  route(api, contract.trainModel, async (ctx, { body }) => presentJob(await trainModel(ctx, body)))
  route(api, contract.listLearnedModels, async (ctx, { query }) =>
    presentPage(await listLearnedModels(ctx, query), presentModel),
  )
  route(api, contract.getLearnedModel, async (ctx, { params }) =>
    presentModelDetail(await getLearnedModel(ctx, params.id)),
  )
  route(api, contract.publishLearnedModel, (ctx, { params, body }) =>
    publishLearnedModel(ctx, params.id, body.reason),
  )
  route(api, contract.retireLearnedModel, (ctx, { body }) => retireLearnedModel(ctx, body.reason))
}
