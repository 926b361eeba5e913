import * as contract from '@leadglass/contracts/work-queue.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { getWorkQueue } from './get-work-queue.ts'
import { markWorkDone } from './mark-work-done.ts'
import { setFollowUp } from './set-follow-up.ts'
import { snoozeWork } from './snooze-work.ts'
import { undoWorkMark } from './undo-work-mark.ts'
import { presentWorkQueue } from './work-queue-presenter.ts'

export function workQueueRoutes(api: Api): void {
  route(api, contract.getWorkQueue, async (ctx, { query }) =>
    presentWorkQueue(await getWorkQueue(ctx, query)),
  )
  route(api, contract.markWorkDone, (ctx, { params, body }) => markWorkDone(ctx, params.lead_id, body))
  route(api, contract.snoozeWork, (ctx, { params, body }) => snoozeWork(ctx, params.lead_id, body.until))
  route(api, contract.setFollowUp, (ctx, { params, body }) =>
    setFollowUp(ctx, params.lead_id, body.follow_up_at),
  )
  route(api, contract.undoWorkMark, (ctx, { params }) => undoWorkMark(ctx, params.lead_id))
}
