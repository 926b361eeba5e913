import * as contract from '@leadglass/contracts/scoring.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { getLeadScore } from './get-lead-score.ts'
import { listScoreHistory } from './list-score-history.ts'
import { presentLeadScore, presentScoreChange } from './scoring-presenter.ts'

export function scoringRoutes(api: Api): void {
  route(api, contract.getLeadScore, async (ctx, { params }) =>
    presentLeadScore(await getLeadScore(ctx, params.id)),
  )
  route(api, contract.listScoreHistory, async (ctx, { params, query }) =>
    presentPage(await listScoreHistory(ctx, params.id, query), presentScoreChange),
  )
}
