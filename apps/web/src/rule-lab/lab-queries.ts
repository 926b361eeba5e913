import { getJob } from '@leadglass/contracts/jobs.ts'
import {
  type CreateDraftInput,
  createDraft,
  deleteDraft,
  getActiveVersion,
  getDraft,
  getScoringVersion,
  listDrafts,
  listScoringVersions,
  measureImpact,
  publishDraft,
  restoreVersion,
  type SaveDraftInput,
  type ScheduleInput,
  type ScoringDraftDetail,
  saveDraft,
  scheduleDraft,
  unscheduleDraft,
} from '@leadglass/contracts/rule-lab.ts'
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../api/call.ts'

export function versionsQuery() {
  return infiniteQueryOptions({
    queryKey: [listScoringVersions.name],
    queryFn: ({ pageParam, signal }) =>
      call(
        listScoringVersions,
        { query: { per_page: '25', ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

export function activeVersionQuery() {
  return queryOptions({
    queryKey: [getActiveVersion.name],
    queryFn: ({ signal }) => call(getActiveVersion, {}, { signal }),
  })
}

/** A version never changes; only whether it is in force does, and the page does not ask it that. */
export function versionQuery(id: string) {
  return queryOptions({
    queryKey: [getScoringVersion.name, id],
    queryFn: ({ signal }) => call(getScoringVersion, { params: { id } }, { signal }),
  })
}

export function draftsQuery() {
  return queryOptions({
    queryKey: [listDrafts.name],
    queryFn: async ({ signal }) => (await call(listDrafts, {}, { signal })).items,
  })
}

export function draftQuery(id: string) {
  return queryOptions({
    queryKey: [getDraft.name, id],
    queryFn: ({ signal }) => call(getDraft, { params: { id } }, { signal }),
  })
}

export function showDraft(queryClient: QueryClient, draft: ScoringDraftDetail): void {
  queryClient.setQueryData(draftQuery(draft.id).queryKey, draft)
  void queryClient.invalidateQueries({ queryKey: [listDrafts.name] })
}

export function useCreateDraft() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateDraftInput) => call(createDraft, { body }),
    onSuccess: (draft) => showDraft(queryClient, draft),
  })
}

/** The caller shows the answer together with what it did to the form. */
export function useSaveDraft(id: string) {
  return useMutation({
    mutationFn: (body: SaveDraftInput) => call(saveDraft, { params: { id }, body }),
  })
}

export function useDeleteDraft(id: string) {
  return useMutation({ mutationFn: () => call(deleteDraft, { params: { id } }) })
}

/** After its page has been left: as long as that is open, it would ask for what is gone. */
export function useForgetDraft(id: string) {
  const queryClient = useQueryClient()
  return () => {
    queryClient.removeQueries({ queryKey: [getDraft.name, id] })
    queryClient.setQueryData(draftsQuery().queryKey, (drafts) => drafts?.filter((draft) => draft.id !== id))
    void queryClient.invalidateQueries()
  }
}

export function useMeasureImpact(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(measureImpact, { params: { id } }),
    onSuccess: (job) => {
      queryClient.setQueryData([getJob.name, job.id], job)
      queryClient.setQueryData(draftQuery(id).queryKey, (draft) => draft && { ...draft, impact_job: job })
    },
  })
}

export function usePublishDraft(id: string) {
  return useMutation({
    mutationFn: (body: { revision: number; reason: string }) => call(publishDraft, { params: { id }, body }),
  })
}

export function useScheduleDraft(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: ScheduleInput) => call(scheduleDraft, { params: { id }, body }),
    onSuccess: (draft) => showDraft(queryClient, draft),
  })
}

export function useUnscheduleDraft(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(unscheduleDraft, { params: { id } }),
    onSuccess: (draft) => showDraft(queryClient, draft),
  })
}

export function useRestoreVersion(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) => call(restoreVersion, { params: { id }, body: { reason } }),
    // Scores, counts and lists of leads are about to move: all is asked again when it is next looked at.
    onSuccess: () => void queryClient.invalidateQueries(),
  })
}
