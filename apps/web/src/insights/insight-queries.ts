import { getLeadInsights, type LeadInsights, refreshLeadInsights } from '@leadglass/contracts/insights.ts'
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'

/** What to say and what to do next. A provider may take its time; nothing else waits for it. */
export function insightsQuery(leadId: string) {
  return queryOptions({
    queryKey: [getLeadInsights.name, leadId],
    queryFn: ({ signal }) => call(getLeadInsights, { params: { id: leadId } }, { signal }),
  })
}

export function useRefreshInsights(leadId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(refreshLeadInsights, { params: { id: leadId } }),
    onSuccess: (insights: LeadInsights) => {
      queryClient.setQueryData(insightsQuery(leadId).queryKey, insights)
    },
  })
}

/** What was advised may be done by now: whatever changes a lead's facts asks again. */
export function invalidateInsights(queryClient: QueryClient, leadId: string): void {
  void queryClient.invalidateQueries({ queryKey: [getLeadInsights.name, leadId] })
}
