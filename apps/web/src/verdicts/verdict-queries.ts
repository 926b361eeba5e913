import {
  endOverride,
  giveVerdict,
  listLeadVerdicts,
  listVerdicts,
  type OverrideScoreInput,
  overrideScore,
  type VerdictWord,
  withdrawVerdict,
} from '@leadglass/contracts/verdicts.ts'
import { getWorkQueue } from '@leadglass/contracts/work-queue.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'

/** What people say of a lead's score, and who answers for another. */
export function leadVerdictsQuery(leadId: string) {
  return queryOptions({
    queryKey: [listLeadVerdicts.name, leadId],
    queryFn: ({ signal }) => call(listLeadVerdicts, { params: { id: leadId } }, { signal }),
  })
}

/** Asks again for everything on the screen that shows verdicts or works by overrides. */
function useAskAgain(leadId: string) {
  const queryClient = useQueryClient()
  return () => {
    for (const endpoint of [listVerdicts, getWorkQueue]) {
      void queryClient.invalidateQueries({ queryKey: [endpoint.name] })
    }
    return queryClient.invalidateQueries({ queryKey: [listLeadVerdicts.name, leadId] })
  }
}

export type NewVerdict = { verdict: VerdictWord; reason?: string }

/** Two words said quickly reach the server in their order. */
export function useGiveVerdict(leadId: string) {
  const onSuccess = useAskAgain(leadId)
  return useMutation({
    scope: { id: `verdict-${leadId}` },
    mutationFn: (body: NewVerdict) => call(giveVerdict, { params: { id: leadId }, body }),
    onSuccess,
  })
}

export function useWithdrawVerdict(leadId: string) {
  const onSuccess = useAskAgain(leadId)
  return useMutation({
    scope: { id: `verdict-${leadId}` },
    mutationFn: (verdictId: string) => call(withdrawVerdict, { params: { id: verdictId } }),
    onSuccess,
  })
}

export type NewOverride = Omit<OverrideScoreInput, 'expires_at'> & { expires_at: string }

export function useOverrideScore(leadId: string) {
  const onSuccess = useAskAgain(leadId)
  return useMutation({
    mutationFn: (body: NewOverride) => call(overrideScore, { params: { id: leadId }, body }),
    onSuccess,
  })
}

export function useEndOverride(leadId: string) {
  const onSuccess = useAskAgain(leadId)
  return useMutation({
    mutationFn: () => call(endOverride, { params: { id: leadId } }),
    onSuccess,
  })
}
