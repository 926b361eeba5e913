import * as contract from '@leadglass/contracts/jobs.ts'
import type { Api } from '../../http/api.ts'
import { route } from '../../http/route.ts'
import { cancelJob } from './cancel-job.ts'
import { getJob } from './get-job.ts'
import { presentJob } from './job-presenter.ts'

export function jobRoutes(api: Api): void {
  route(api, contract.getJob, async (ctx, { params }) => presentJob(await getJob(ctx, params.id)))
  route(api, contract.cancelJob, async (ctx, { params }) => presentJob(await cancelJob(ctx, params.id)))
}
