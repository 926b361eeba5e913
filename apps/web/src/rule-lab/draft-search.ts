export const draftViews = ['rules', 'preview', 'impact'] as const
export type DraftView = (typeof draftViews)[number]

/** Which part of a draft is open. */
export function readDraftSearch({ view }: Record<string, unknown>): { view?: DraftView } {
  return { view: draftViews.find((known) => known === view) }
}
