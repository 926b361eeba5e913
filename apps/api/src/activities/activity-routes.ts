import * as contract from '@leadglass/contracts/activities.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { presentActivity } from './activity-presenter.ts'
import { listActivities } from './list-activities.ts'
import { recordActivity } from './record-activity.ts'

export function activityRoutes(api: Api): void {
  route(api, contract.recordActivity, async (ctx, { params, body }) => {
    const { current_score, classification, ...activity } = await recordActivity(ctx, params.id, body)
    return { ...presentActivity(activity), current_score, classification }
  })
  route(api, contract.listActivities, async (ctx, { params, query }) =>
    presentPage(await listActivities(ctx, params.id, query), presentActivity),
  )
}
