import { listActivities } from '@leadglass/contracts/activities.ts'
import {
  assignLead,
  completeAssignment,
  listLeadAssignments,
  listMyLeads,
  listTeam,
  listUnassignedLeads,
  transferLead,
  unassignLead,
} from '@leadglass/contracts/assignments.ts'
import { countLeads, getLead, listLeads } from '@leadglass/contracts/leads.ts'
import { getWorkQueue } from '@leadglass/contracts/work-queue.ts'
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueries,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../api/call.ts'
import type { MyLeadsFilters } from './my-leads-filters.ts'

export type MyLeadsList = Pick<MyLeadsFilters, 'classification'> & { status: 'active' | 'completed' }

export function myLeadsQuery({ status, classification }: MyLeadsList) {
  const filters = { status, ...(classification && { classification }) }
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

const classes = ['hot', 'warm', 'cold'] as const

/** How many of the own leads are of each class; asks for one row each, because the answer carries the total. */
export function useMyLeadCounts(status: MyLeadsList['status']) {
  return useQueries({
    queries: classes.map((classification) => ({
      queryKey: [listMyLeads.name, 'total', { status, classification }],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const query = { status, classification, per_page: '1' }
        return (await call(listMyLeads, { query }, { signal })).total
      },
    })),
    combine: ([hot, warm, cold]) => {
      const counts = { hot: hot?.data, warm: warm?.data, cold: cold?.data }
      const isComplete = Object.values(counts).every((count) => count !== undefined)
      const total = (counts.hot ?? 0) + (counts.warm ?? 0) + (counts.cold ?? 0)
      return { ...counts, total: isComplete ? total : undefined }
    },
  })
}

/** Who worked on a lead, newest first. */
export function leadAssignmentsQuery(leadId: string) {
  return queryOptions({
    queryKey: [listLeadAssignments.name, leadId],
    queryFn: ({ signal }) => call(listLeadAssignments, { params: { id: leadId } }, { signal }),
  })
}

const dependent = [
  getWorkQueue,
  listMyLeads,
  listUnassignedLeads,
  listTeam,
  listLeads,
  countLeads,
  getLead,
  listLeadAssignments,
  listActivities,
]

/** Everything on the screen that depends on who works on which lead. */
export function invalidateAssignments(queryClient: QueryClient): void {
  for (const endpoint of dependent) {
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

export function useTransferLead() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ assignmentId, ...body }: { assignmentId: string; user_id: string; notes?: string }) =>
      call(transferLead, { params: { id: assignmentId }, body }),
    onSuccess: () => invalidateAssignments(queryClient),
  })
}

export function useUnassignLead() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (assignmentId: string) => call(unassignLead, { params: { id: assignmentId } }),
    onSuccess: () => invalidateAssignments(queryClient),
  })
}
