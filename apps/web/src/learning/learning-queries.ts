import { getJob } from '@leadglass/contracts/jobs.ts'
import {
  getLearnedModel,
  getLearningStatus,
  listLearnedModels,
  publishLearnedModel,
  retireLearnedModel,
  type SaveLearningSettingsInput,
  saveLearningSettings,
  type TrainInput,
  trainModel,
} from '@leadglass/contracts/learning.ts'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'

export function learningQuery() {
  return queryOptions({
    queryKey: [getLearningStatus.name],
    queryFn: ({ signal }) => call(getLearningStatus, {}, { signal }),
  })
}

export function modelsQuery() {
  return infiniteQueryOptions({
    queryKey: [listLearnedModels.name],
    queryFn: ({ pageParam, signal }) =>
      call(
        listLearnedModels,
        { query: { per_page: '25', ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

export function modelQuery(id: string) {
  return queryOptions({
    queryKey: [getLearnedModel.name, id],
    queryFn: ({ signal }) => call(getLearnedModel, { params: { id } }, { signal }),
  })
}

export function useTrainModel() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: TrainInput) => call(trainModel, { body }),
    onSuccess: (job) => {
      queryClient.setQueryData([getJob.name, job.id], job)
      queryClient.setQueryData(learningQuery().queryKey, (status) => status && { ...status, training: job })
    },
    // Somebody else may have been faster: then their training is what there is to see.
    onError: () => queryClient.invalidateQueries({ queryKey: [getLearningStatus.name] }),
  })
}

/** What follows when a training has ended. */
export function useAfterTraining() {
  const queryClient = useQueryClient()
  return () => {
    for (const { name } of [getLearningStatus, listLearnedModels]) {
      void queryClient.invalidateQueries({ queryKey: [name] })
    }
  }
}

export function useSaveSettings() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: SaveLearningSettingsInput) => call(saveLearningSettings, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [getLearningStatus.name] }),
  })
}

/** Scores, counts and lists of leads are about to move: everything is asked again when it is next looked at. */
export function usePublishModel(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) => call(publishLearnedModel, { params: { id }, body: { reason } }),
    onSuccess: () => void queryClient.invalidateQueries(),
  })
}

export function useRetireModel() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) => call(retireLearnedModel, { body: { reason } }),
    onSuccess: () => void queryClient.invalidateQueries(),
  })
}
