import { listActivities } from '@leadglass/contracts/activities.ts'
import { getLead } from '@leadglass/contracts/leads.ts'
import { createNote, deleteNote, listNotes } from '@leadglass/contracts/notes.ts'
import {
  getWorkQueue,
  markWorkDone,
  setFollowUp,
  snoozeWork,
  undoWorkMark,
  type WorkDoneInput,
  type WorkItem,
} from '@leadglass/contracts/work-queue.ts'
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { putBack, takeOut } from './queue-cache.ts'

/** As many as anybody works through in a day; those that leave make room for the next. */
const shownAtMost = '100'
const refreshMs = 60_000

/** The queue of a rep, for managers; without one the own. */
export function workQueueQuery(userId?: string) {
  const query = {
    limit: shownAtMost,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(userId && { user_id: userId }),
  }
  return queryOptions({
    queryKey: [getWorkQueue.name, userId ?? 'own'],
    queryFn: ({ signal }) => call(getWorkQueue, { query }, { signal }),
    refetchInterval: refreshMs,
  })
}

/** What a rep decides about a lead: each takes it out of the queue. */
export type Decision =
  | { kind: 'done'; item: WorkItem; body: WorkDoneInput }
  | { kind: 'snoozed'; item: WorkItem; until: string }
  | { kind: 'planned'; item: WorkItem; followUpAt: string }

/** A decision, and where its row stood. */
export type Decided = { decision: Decision; index: number }

function send(decision: Decision) {
  const params = { lead_id: decision.item.lead_id }
  if (decision.kind === 'done') return call(markWorkDone, { params, body: decision.body })
  if (decision.kind === 'snoozed') return call(snoozeWork, { params, body: { until: decision.until } })
  return call(setFollowUp, { params, body: { follow_up_at: decision.followUpAt } })
}

/** One after the other, so that taking back never overtakes what it takes back. */
const scope = { id: 'work-queue' }
const mutationKey = ['work-queue']

/** The row leaves at once; when the server refuses, it is back where it was. */
export function useDecide() {
  const queryClient = useQueryClient()
  const own = workQueueQuery().queryKey
  return useMutation({
    scope,
    mutationKey,
    mutationFn: ({ decision }: Decided) => send(decision),
    onMutate: async ({ decision }) => {
      await queryClient.cancelQueries({ queryKey: own })
      queryClient.setQueryData(own, (queue) => queue && takeOut(queue, decision))
    },
    onError: (_error, { decision, index }) =>
      queryClient.setQueryData(own, (queue) => queue && putBack(queue, decision, index)),
    onSettled: (_answer, _error, { decision }) => refresh(queryClient, decision.item.lead_id),
  })
}

/** Takes a decision back: the row is where it was. */
export function useUndoDecision() {
  const queryClient = useQueryClient()
  const own = workQueueQuery().queryKey
  return useMutation({
    scope,
    mutationKey,
    mutationFn: ({ decision }: Decided) => call(undoWorkMark, { params: { lead_id: decision.item.lead_id } }),
    onMutate: async ({ decision, index }) => {
      await queryClient.cancelQueries({ queryKey: own })
      queryClient.setQueryData(own, (queue) => queue && putBack(queue, decision, index))
    },
    onError: (_error, { decision }) =>
      queryClient.setQueryData(own, (queue) => queue && takeOut(queue, decision)),
    onSettled: (_answer, _error, { decision }) => refresh(queryClient, decision.item.lead_id),
  })
}

/** Writes a note from the queue; the lead stays where it is. */
export function useQueueNote() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ item, content }: { item: WorkItem; content: string }) =>
      call(createNote, { body: { lead_id: item.lead_id, note_type: 'general', content } }),
    onSuccess: (_note, { item }) => forgetLead(queryClient, item.lead_id),
  })
}

export function useDeleteQueueNote() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ noteId }: { noteId: string; leadId: string }) =>
      call(deleteNote, { params: { id: noteId } }),
    onSuccess: (_nothing, { leadId }) => forgetLead(queryClient, leadId),
  })
}

/** Once for a burst of decisions: an answer from before the last of them would bring its row back. */
function refresh(queryClient: QueryClient, leadId: string): void {
  if (queryClient.isMutating({ mutationKey }) > 1) return
  void queryClient.invalidateQueries({ queryKey: [getWorkQueue.name] })
  forgetLead(queryClient, leadId)
}

function forgetLead(queryClient: QueryClient, leadId: string): void {
  for (const endpoint of [getLead, listActivities, listNotes]) {
    void queryClient.invalidateQueries({ queryKey: [endpoint.name, leadId] })
  }
}
