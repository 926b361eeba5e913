import {
  type CreateNoteInput,
  createNote,
  deleteNote,
  listNotes,
  type UpdateNoteInput,
  updateNote,
} from '@leadglass/contracts/notes.ts'
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { invalidateTimeline } from '../activities/activity-queries.ts'
import { call } from '../api/call.ts'

export function notesQuery(leadId: string) {
  return infiniteQueryOptions({
    queryKey: [listNotes.name, leadId],
    queryFn: ({ pageParam, signal }) =>
      call(
        listNotes,
        {
          params: { id: leadId },
          query: { per_page: '50', ...(pageParam !== null && { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

/** A note is written into the timeline too; both are shown together, so both are waited for. */
export function useCreateNote(leadId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Omit<CreateNoteInput, 'lead_id'>) =>
      call(createNote, { body: { ...body, lead_id: leadId } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [listNotes.name, leadId] })
      invalidateTimeline(queryClient, leadId)
    },
  })
}

export function useUpdateNote(leadId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: UpdateNoteInput & { id: string }) =>
      call(updateNote, { params: { id }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [listNotes.name, leadId] }),
  })
}

export function useDeleteNote(leadId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteNote, { params: { id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [listNotes.name, leadId] })
      invalidateTimeline(queryClient, leadId)
    },
  })
}
