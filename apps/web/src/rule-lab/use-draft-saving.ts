import type { SaveDraftInput, ScoringDraftDetail } from '@leadglass/contracts/rule-lab.ts'
import { useQueryClient } from '@tanstack/react-query'
import { ApiError, type FieldMessages } from '../api/api-error.ts'
import { draftQuery, showDraft, useSaveDraft } from './lab-queries.ts'

export type SaveAnswer =
  | { kind: 'saved'; draft: ScoringDraftDetail; show: () => void }
  | { kind: 'refused'; fields: FieldMessages }
  | { kind: 'conflict' }
  | { kind: 'failed' }

/** Saves rules over a revision and says what came of it; the caller shows it together with the form. */
export function useDraftSaving(draftId: string) {
  const queryClient = useQueryClient()
  const mutation = useSaveDraft(draftId)

  const save = async (document: SaveDraftInput['document'], revision: number): Promise<SaveAnswer> => {
    try {
      const draft = await mutation.mutateAsync({ revision, name: document.name, document })
      return { kind: 'saved', draft, show: () => showDraft(queryClient, draft) }
    } catch (error) {
      if (!(error instanceof ApiError)) return { kind: 'failed' }
      if (error.type === 'draft_changed') {
        await queryClient.refetchQueries({ queryKey: draftQuery(draftId).queryKey })
        return { kind: 'conflict' }
      }
      const isAboutFields = Object.keys(error.fields).length > 0
      return isAboutFields ? { kind: 'refused', fields: error.fields } : { kind: 'failed' }
    }
  }
  return { save, isSaving: mutation.isPending, error: mutation.error }
}
