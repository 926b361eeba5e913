import { getSystemStatus, runLoop, sendTestEmail } from '@leadglass/contracts/system.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'

const refreshEveryMs = 5_000

export function systemStatusQuery() {
  return queryOptions({
    queryKey: [getSystemStatus.name],
    queryFn: ({ signal }) => call(getSystemStatus, {}, { signal }),
    refetchInterval: refreshEveryMs,
    // An outage is what this page is for: a failed refresh is not repeated but shown, and the next one follows soon.
    retry: false,
  })
}

export function useRunLoop() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(runLoop, { params: { name } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [getSystemStatus.name] }),
  })
}

export function useSendTestEmail() {
  return useMutation({ mutationFn: () => call(sendTestEmail, {}) })
}
