import * as contract from '@leadglass/contracts/scoring.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { compareScores } from './compare-scores.ts'
import { getLeadScore } from './get-lead-score.ts'
import { getScoreAt } from './get-score-at.ts'
import { getScoringFacts } from './get-scoring-facts.ts'
import { listScoreHistory } from './list-score-history.ts'
import { presentComparison, presentLeadScore, presentScoreChange } from './scoring-presenter.ts'

export function scoringRoutes(api: Api): void {
  route(api, contract.getLeadScore, async (ctx, { params }) =>
    presentLeadScore(await getLeadScore(ctx, params.id)),
  )
  route(api, contract.getScoreAt, async (ctx, { params, query }) =>
    presentLeadScore(await getScoreAt(ctx, params.id, query.at)),
  )
  route(api, contract.compareScores, async (ctx, { params, query }) =>
    presentComparison(await compareScores(ctx, params.id, query)),
  )
  route(api, contract.getScoringFacts, (ctx, { params }) => getScoringFacts(ctx, params.id))
  route(api, contract.listScoreHistory, async (ctx, { params, query }) =>
    presentPage(await listScoreHistory(ctx, params.id, query), presentScoreChange),
  )
}
