import {
  assignLead,
  completeAssignment,
  listMyLeads,
  listTeam,
  listUnassignedLeads,
} from '@leadglass/contracts/assignments.ts'
import { countLeads, getLead, listLeads } from '@leadglass/contracts/leads.ts'
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../api/call.ts'
import type { MyLeadsFilters } from './my-leads-filters.ts'

export function myLeadsQuery(filters: MyLeadsFilters) {
  return infiniteQueryOptions({
    queryKey: [listMyLeads.name, filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        listMyLeads,
        { query: { ...filters, per_page: '50', ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

export function unassignedLeadsQuery() {
  return infiniteQueryOptions({
    queryKey: [listUnassignedLeads.name],
    queryFn: ({ pageParam, signal }) =>
      call(
        listUnassignedLeads,
        { query: { per_page: '50', ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

export function teamQuery() {
  return queryOptions({
    queryKey: [listTeam.name],
    queryFn: ({ signal }) => call(listTeam, {}, { signal }),
  })
}

/** Everything on the screen that depends on who works on which lead. */
export function invalidateAssignments(queryClient: QueryClient): void {
  for (const endpoint of [listMyLeads, listUnassignedLeads, listTeam, listLeads, countLeads, getLead]) {
    void queryClient.invalidateQueries({ queryKey: [endpoint.name] })
  }
}

export function useCompleteAssignment() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (assignmentId: string) => call(completeAssignment, { params: { id: assignmentId } }),
    onSuccess: () => invalidateAssignments(queryClient),
  })
}

export function useAssignLead() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { lead_id: string; user_id: string; notes?: string }) => call(assignLead, { body }),
    onSuccess: () => invalidateAssignments(queryClient),
  })
}
