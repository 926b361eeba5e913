const words = ['too_high', 'too_low', 'right'] as const

/** Which verdicts the review list shows, as it stands in the URL. */
export type ReviewFilters = {
  /** Absent: the open ones. */
  state?: 'reviewed' | 'all'
  /** Absent: too high and too low. */
  verdict?: (typeof words)[number]
}

export function readReviewFilters(search: Record<string, unknown>): ReviewFilters {
  const state = (['reviewed', 'all'] as const).find((each) => each === search.state)
  const verdict = words.find((each) => each === search.verdict)
  return { ...(state && { state }), ...(verdict && { verdict }) }
}
