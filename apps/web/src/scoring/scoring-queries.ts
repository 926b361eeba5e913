import { compareScores, getLeadScore, listScoreHistory } from '@leadglass/contracts/scoring.ts'
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '../api/call.ts'

export function leadScoreQuery(leadId: string) {
  return queryOptions({
    queryKey: [getLeadScore.name, leadId],
    queryFn: ({ signal }) => call(getLeadScore, { params: { id: leadId } }, { signal }),
  })
}

/** Every change of a lead's score, newest first. */
export function scoreHistoryQuery(leadId: string) {
  return infiniteQueryOptions({
    queryKey: [listScoreHistory.name, leadId],
    queryFn: ({ pageParam, signal }) =>
      call(
        listScoreHistory,
        {
          params: { id: leadId },
          query: { per_page: '100', ...(pageParam !== null && { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

/** What follows when the score of a lead may have moved. */
export function invalidateScore(queryClient: QueryClient, leadId: string): void {
  for (const endpoint of [getLeadScore, listScoreHistory, compareScores]) {
    void queryClient.invalidateQueries({ queryKey: [endpoint.name, leadId] })
  }
}
