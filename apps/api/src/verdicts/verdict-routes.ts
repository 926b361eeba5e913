import * as contract from '@leadglass/contracts/verdicts.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { endOverride } from './end-override.ts'
import { giveVerdict } from './give-verdict.ts'
import { listLeadVerdicts } from './list-lead-verdicts.ts'
import { listVerdicts } from './list-verdicts.ts'
import { overrideScore } from './override-score.ts'
import { reviewVerdict } from './review-verdict.ts'
import {
  presentLeadVerdicts,
  presentOverride,
  presentReviewItem,
  presentVerdict,
} from './verdict-presenter.ts'
import { withdrawVerdict } from './withdraw-verdict.ts'

export function verdictRoutes(api: Api): void {
  route(api, contract.giveVerdict, async (ctx, { params, body }) =>
    presentVerdict(await giveVerdict(ctx, params.id, body)),
  )
  route(api, contract.listLeadVerdicts, async (ctx, { params }) =>
    presentLeadVerdicts(await listLeadVerdicts(ctx, params.id)),
  )
  route(api, contract.withdrawVerdict, (ctx, { params }) => withdrawVerdict(ctx, params.id))
  route(api, contract.listVerdicts, async (ctx, { query }) =>
    presentPage(await listVerdicts(ctx, query), presentReviewItem),
  )
  route(api, contract.reviewVerdict, async (ctx, { params, body }) =>
    presentVerdict(await reviewVerdict(ctx, params.id, body.note ?? null)),
  )
  route(api, contract.overrideScore, async (ctx, { params, body }) =>
    presentOverride(await overrideScore(ctx, params.id, body)),
  )
  route(api, contract.endOverride, (ctx, { params }) => endOverride(ctx, params.id))
}
