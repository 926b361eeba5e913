import {
  type CreateLeadInput,
  countLeads,
  createLead,
  deleteLead,
  getLead,
  type LeadDetail,
  type LeadStatus,
  listLeadSources,
  listLeads,
  setLeadStatus,
  type UpdateLeadInput,
  updateLead,
} from '@leadglass/contracts/leads.ts'
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { invalidateTimeline } from '../activities/activity-queries.ts'
import { call } from '../api/call.ts'
import { invalidateInsights } from '../insights/insight-queries.ts'
import { invalidateScore } from '../scoring/scoring-queries.ts'
import type { LeadFilters } from './lead-filters.ts'

const rowsPerPage = '50'

export function leadsQuery(filters: LeadFilters) {
  return infiniteQueryOptions({
    queryKey: [listLeads.name, filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        listLeads,
        { query: { ...filters, per_page: rowsPerPage, ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

export function leadCountsQuery() {
  return queryOptions({
    queryKey: [countLeads.name],
    queryFn: ({ signal }) => call(countLeads, {}, { signal }),
  })
}

export function leadSourcesQuery() {
  return queryOptions({
    queryKey: [listLeadSources.name],
    queryFn: ({ signal }) => call(listLeadSources, {}, { signal }),
    staleTime: 5 * 60_000,
  })
}

export function useCreateLead() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Partial<CreateLeadInput> & { name: string }) => call(createLead, { body }),
    onSuccess: () => invalidateLists(queryClient),
  })
}

function invalidateLists(queryClient: QueryClient): void {
  for (const endpoint of [listLeads, countLeads, listLeadSources]) {
    void queryClient.invalidateQueries({ queryKey: [endpoint.name] })
  }
}

/** One lead with its last 20 activities. */
export function leadQuery(leadId: string) {
  return queryOptions({
    queryKey: [getLead.name, leadId],
    queryFn: ({ signal }) => call(getLead, { params: { id: leadId } }, { signal }),
  })
}

export type LeadChange = Omit<UpdateLeadInput, 'version'>

/** The change shows at once; a refusal takes exactly this change back. Two edits of a lead go one after the other. */
export function useUpdateLead(leadId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    scope: { id: `lead-${leadId}` },
    mutationFn: (change: LeadChange) => {
      const version = cachedLead(queryClient, leadId)?.version
      return call(updateLead, { params: { id: leadId }, body: { ...change, version } })
    },
    onMutate: (change) => showChange(queryClient, leadId, change),
    onError: (_error, _change, former) => showChange(queryClient, leadId, former ?? {}),
    onSuccess: (lead) => {
      void showChange(queryClient, leadId, lead)
      invalidateScore(queryClient, leadId)
      invalidateInsights(queryClient, leadId)
      invalidateLists(queryClient)
    },
  })
}

export function useSetLeadStatus(leadId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { status: LeadStatus; reason?: string }) =>
      call(setLeadStatus, { params: { id: leadId }, body }),
    onMutate: ({ status }) => showChange(queryClient, leadId, { status }),
    onError: (_error, _body, former) => showChange(queryClient, leadId, former ?? {}),
    onSuccess: (lead) => {
      void showChange(queryClient, leadId, lead)
      invalidateScore(queryClient, leadId)
      invalidateTimeline(queryClient, leadId)
      invalidateLists(queryClient)
    },
  })
}

export function useDeleteLead(leadId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(deleteLead, { params: { id: leadId } }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: [getLead.name, leadId] })
      invalidateLists(queryClient)
    },
  })
}

function cachedLead(queryClient: QueryClient, leadId: string): LeadDetail | undefined {
  return queryClient.getQueryData(leadQuery(leadId).queryKey)
}

/** Writes fields of the cached lead and answers what they were. */
async function showChange(queryClient: QueryClient, leadId: string, change: Partial<LeadDetail>) {
  const { queryKey } = leadQuery(leadId)
  await queryClient.cancelQueries({ queryKey })
  const lead = cachedLead(queryClient, leadId)
  if (lead === undefined) return {}
  queryClient.setQueryData(queryKey, { ...lead, ...change })
  const former = Object.keys(change).map((name) => [name, lead[name as keyof LeadDetail]])
  return Object.fromEntries(former) as Partial<LeadDetail>
}
