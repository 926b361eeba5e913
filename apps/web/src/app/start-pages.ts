import type { QueryClient } from '@tanstack/react-query'
import { currentSession } from '../api/session.ts'
import { leadAssignmentsQuery, myLeadsQuery } from '../assignments/assignment-queries.ts'
import { type MyLeadsFilters, viewOf } from '../assignments/my-leads-filters.ts'
import { insightsQuery } from '../insights/insight-queries.ts'
import { leadQuery } from '../leads/lead-queries.ts'
import { notesQuery } from '../notes/note-queries.ts'
import { leadScoreQuery, scoreHistoryQuery } from '../scoring/scoring-queries.ts'
import { leadVerdictsQuery } from '../verdicts/verdict-queries.ts'
import { workQueueQuery } from '../work-queue/work-queue-queries.ts'

// The requests of pages that ask for several things, all at once.

export function startMyLeads(queryClient: QueryClient, filters: MyLeadsFilters) {
  const view = viewOf(filters)
  const isRep = currentSession()?.user.role === 'sales_rep'
  if (view !== 'next') void queryClient.prefetchInfiniteQuery(myLeadsQuery({ ...filters, status: view }))
  else if (isRep) void queryClient.prefetchQuery(workQueueQuery())
  else if (filters.rep) void queryClient.prefetchQuery(workQueueQuery(filters.rep))
}

export function startLead(queryClient: QueryClient, leadId: string) {
  void queryClient.prefetchQuery(leadQuery(leadId))
  void queryClient.prefetchQuery(leadScoreQuery(leadId))
  void queryClient.prefetchInfiniteQuery(scoreHistoryQuery(leadId))
  void queryClient.prefetchInfiniteQuery(notesQuery(leadId))
  void queryClient.prefetchQuery(leadAssignmentsQuery(leadId))
  void queryClient.prefetchQuery(leadVerdictsQuery(leadId))
  void queryClient.prefetchQuery(insightsQuery(leadId))
}
