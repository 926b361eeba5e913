import { cancelJob, getJob, type Job } from '@leadglass/contracts/jobs.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'

export const isUnderWay = ({ status }: Job) => status === 'queued' || status === 'running'

/** Asked every second until the work is done, also when whoever knew of it hears of the end first. */
export function jobQuery(known: Job | null) {
  return queryOptions({
    queryKey: [getJob.name, known?.id],
    queryFn: ({ signal }) => call(getJob, { params: { id: known?.id ?? '' } }, { signal }),
    enabled: known !== null,
    initialData: known ?? undefined,
    staleTime: ({ state }) => (state.data && !isUnderWay(state.data) ? Number.POSITIVE_INFINITY : 0),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1_000 : false),
  })
}

export function useCancelJob() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(cancelJob, { params: { id } }),
    onSuccess: (job) => queryClient.setQueryData([getJob.name, job.id], job),
  })
}
