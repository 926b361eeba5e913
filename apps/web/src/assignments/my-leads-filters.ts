import { classifications } from '@leadglass/contracts/scoring.ts'

const views = ['next', 'active', 'completed'] as const
export type MyLeadsView = (typeof views)[number]

export type MyLeadsFilters = {
  /** Which of the lists, where the address names one. */
  status?: MyLeadsView
  classification?: (typeof classifications)[number]
  /** Whose queue, for managers. */
  rep?: string
}

const uuidText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads the view of My Leads from its URL. */
export function readMyLeadsFilters(search: Record<string, unknown>): MyLeadsFilters {
  const status = views.find((candidate) => candidate === search.status)
  const classification = classifications.find((candidate) => candidate === search.classification)
  const rep = typeof search.rep === 'string' && uuidText.test(search.rep) ? search.rep : undefined
  return { ...(status && { status }), ...(classification && { classification }), ...(rep && { rep }) }
}

/** Without a name it is the Next queue, unless a class is asked for: only the lists know classes. */
export function viewOf({ status, classification }: MyLeadsFilters): MyLeadsView {
  return status ?? (classification === undefined ? 'next' : 'active')
}
