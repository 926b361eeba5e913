import { compareScores, getScoreAt } from '@leadglass/contracts/scoring.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/call.ts'

/** Why a score moved from one point (an entry of the history or a moment) to another, or to now. */
export function comparisonQuery(leadId: string, from: string, to?: string) {
  return queryOptions({
    queryKey: [compareScores.name, leadId, from, to ?? 'now'],
    queryFn: ({ signal }) =>
      call(compareScores, { params: { id: leadId }, query: { from, ...(to && { to }) } }, { signal }),
  })
}

/** A score of then, term by term. */
export function scoreAtQuery(leadId: string, at: string) {
  return queryOptions({
    queryKey: [getScoreAt.name, leadId, at],
    queryFn: ({ signal }) => call(getScoreAt, { params: { id: leadId }, query: { at } }, { signal }),
  })
}
