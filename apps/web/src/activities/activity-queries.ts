import {
  type ActivityType,
  listActivities,
  type RecordActivityInput,
  recordActivity,
} from '@leadglass/contracts/activities.ts'
import { countLeads, getLead, type LeadDetail, listLeads } from '@leadglass/contracts/leads.ts'
import { getWorkQueue } from '@leadglass/contracts/work-queue.ts'
import { infiniteQueryOptions, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { invalidateInsights } from '../insights/insight-queries.ts'
import { invalidateScore } from '../scoring/scoring-queries.ts'

/** The timeline of a lead page after page, all of it or the activities of one type. */
export function activitiesQuery(leadId: string, type?: ActivityType) {
  return infiniteQueryOptions({
    queryKey: [listActivities.name, leadId, type ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      call(
        listActivities,
        {
          params: { id: leadId },
          query: {
            per_page: '50',
            ...(type && { activity_type: type }),
            ...(pageParam !== null && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

/** For writes that leave an entry in the timeline. */
export function invalidateTimeline(queryClient: QueryClient, leadId: string): void {
  void queryClient.invalidateQueries({ queryKey: [listActivities.name, leadId] })
  void queryClient.invalidateQueries({ queryKey: [getLead.name, leadId] })
  void queryClient.invalidateQueries({ queryKey: [getWorkQueue.name] })
  invalidateInsights(queryClient, leadId)
}

export type NewActivity = Pick<RecordActivityInput, 'activity_type' | 'description' | 'occurred_at'>

/** The lead's number moves with the answer; the ledger behind it follows. */
export function useRecordActivity(leadId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewActivity) => call(recordActivity, { params: { id: leadId }, body }),
    onSuccess: ({ current_score, classification, ...activity }) => {
      queryClient.setQueryData<LeadDetail>([getLead.name, leadId], (lead) =>
        lead === undefined
          ? undefined
          : {
              ...lead,
              current_score,
              classification,
              recent_activities: [activity, ...lead.recent_activities].sort((a, b) =>
                b.occurred_at.localeCompare(a.occurred_at),
              ),
            },
      )
      invalidateScore(queryClient, leadId)
      invalidateTimeline(queryClient, leadId)
      for (const endpoint of [listLeads, countLeads]) {
        void queryClient.invalidateQueries({ queryKey: [endpoint.name] })
      }
    },
  })
}
