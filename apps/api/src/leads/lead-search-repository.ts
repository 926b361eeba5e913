/** Up to so many hits are fetched and sorted; of more, the best are met soon on a walk in the order of the list. */
const fewHits = 2_000

/** Hits are counted to one more than totals are shown. */
const counted = 10_000

type Way = { readonly from: string; readonly where: string }

/** How a list finds the leads of a search: common tables to put before it, and ways of which one is taken. */
export type LeadSearch = {
  /** `hits`, found once by the trigram index, and `size`, how many (counted to 10,001). */
  readonly withHits: string
  readonly size: string
  /** Ways to the best leads in the order of a list, and to all of them. */
  readonly toBest: readonly Way[]
  readonly toAll: readonly Way[]
}

/**
 * A rare word has few hits: they are fetched and sorted. A common one has thousands, but then one in a few leads is a
 * hit: the list is walked in its own order and each lead is asked. Which of the two it is, is known only when the hits
 * have been counted, so both stand in the statement and the count switches one off.
 */
export function searchIn(pattern: string): LeadSearch {
  const found = `select s.lead_id from lead_search s where s.text like ${pattern}`
  // `limit 1` keeps the database from turning the walk back into a search.
  const walked = `leads l join lateral (
    select 1 from lead_search s where s.lead_id = l.id and s.text like ${pattern} limit 1) found on true`
  const waysFor = (limit: number): Way[] => [
    { from: 'leads l', where: `(select n from size) <= ${limit} and l.id in (select lead_id from hits)` },
    { from: walked, where: `(select n from size) > ${limit}` },
  ]
  return {
    withHits: `hits as materialized (${found} limit ${counted + 1}),
      size as materialized (select count(*)::int as n from hits)`,
    size: 'select n as total from size',
    toBest: waysFor(fewHits),
    toAll: waysFor(counted),
  }
}
