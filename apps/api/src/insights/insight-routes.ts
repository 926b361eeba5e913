import * as contract from '@leadglass/contracts/insights.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { getLeadInsights } from './get-lead-insights.ts'

export function insightRoutes(api: Api): void {
  const { insightWriter: writer } = api.deps
  route(api, contract.getLeadInsights, (ctx, { params }) =>
    getLeadInsights(ctx, params.id, { writer, isRefresh: false }),
  )
  route(api, contract.refreshLeadInsights, (ctx, { params }) =>
    getLeadInsights(ctx, params.id, { writer, isRefresh: true }),
  )
}
