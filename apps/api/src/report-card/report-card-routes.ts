import * as contract from '@leadglass/contracts/report-card.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { getReportCard } from './get-report-card.ts'

export function reportCardRoutes(api: Api): void {
  const { cache } = api.deps
  route(api, contract.getReportCard, (ctx, { query }) => getReportCard(ctx, cache, query))
}
