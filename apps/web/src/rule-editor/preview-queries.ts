import { getScoringFacts } from '@leadglass/contracts/scoring.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/call.ts'

/** What the score of a lead is made from; for a preview it need not be of this minute. */
export function scoringFactsQuery(leadId: string) {
  return queryOptions({
    queryKey: [getScoringFacts.name, leadId],
    queryFn: ({ signal }) => call(getScoringFacts, { params: { id: leadId } }, { signal }),
    staleTime: 5 * 60_000,
  })
}
