import { getReportCard } from '@leadglass/contracts/report-card.ts'
import { listVerdicts, reviewVerdict } from '@leadglass/contracts/verdicts.ts'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import type { ReportCardFilters } from './report-card-filters.ts'
import type { ReviewFilters } from './review-filters.ts'

export function reportCardQuery(filters: ReportCardFilters) {
  return queryOptions({
    queryKey: [getReportCard.name, filters],
    queryFn: ({ signal }) => call(getReportCard, { query: filters }, { signal }),
    // Closed leads that wait are judged within a minute or two: the page follows.
    refetchInterval: ({ state }) => (state.data && state.data.waiting > 0 ? 5_000 : false),
  })
}

export function reviewsQuery({ state, verdict }: ReviewFilters) {
  return infiniteQueryOptions({
    queryKey: [listVerdicts.name, { state, verdict }],
    queryFn: ({ pageParam, signal }) =>
      call(
        listVerdicts,
        { query: { state, verdict, per_page: '50', ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

export function useReviewVerdict(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (note: string) => call(reviewVerdict, { params: { id }, body: note === '' ? {} : { note } }),
    onSettled: () =>
      Promise.all(
        [listVerdicts, getReportCard].map(({ name }) => queryClient.invalidateQueries({ queryKey: [name] })),
      ),
  })
}
