/** What the report card looks at, as it stands in the URL. */
export type ReportCardFilters = {
  /** Days on which leads were closed, both included. */
  from?: string
  to?: string
  /** Absent: all of them. */
  seen?: 'held_out' | 'later'
}

/** Reads the filters of a URL; what does not make sense is dropped. */
export function readReportCardFilters(search: Record<string, unknown>): ReportCardFilters {
  const seen = (['held_out', 'later'] as const).find((each) => each === search.seen)
  const [from, to] = [dayOf(search.from), dayOf(search.to)]
  return { ...(from && { from }), ...(to && { to }), ...(seen && { seen }) }
}

function dayOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined
  return Number.isNaN(Date.parse(value)) ? undefined : value
}
