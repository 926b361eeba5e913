import {
  type CreateLeadInput,
  countLeads,
  createLead,
  listLeadSources,
  listLeads,
} from '@leadglass/contracts/leads.ts'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
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
    onSuccess: () => {
      for (const name of [listLeads.name, countLeads.name, listLeadSources.name]) {
        void queryClient.invalidateQueries({ queryKey: [name] })
      }
    },
  })
}
