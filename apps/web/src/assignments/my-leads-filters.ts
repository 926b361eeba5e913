import { classifications } from '@leadglass/contracts/scoring.ts'

const statuses = ['active', 'completed'] as const

export type MyLeadsFilters = {
  status?: (typeof statuses)[number]
  classification?: (typeof classifications)[number]
}

/** Reads the view of My Leads from its URL; without a status it shows the active ones. */
export function readMyLeadsFilters(search: Record<string, unknown>): MyLeadsFilters {
  const status = statuses.find((candidate) => candidate === search.status)
  const classification = classifications.find((candidate) => candidate === search.classification)
  return { ...(status && { status }), ...(classification && { classification }) }
}
