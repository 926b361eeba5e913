import type { UserFilters } from './user-queries.ts'

/** Reads the search of the users page from its URL. */
export function readUserSearch(search: Record<string, unknown>): Pick<UserFilters, 'search'> {
  const words = typeof search.search === 'string' ? search.search.trim().slice(0, 100) : ''
  return words === '' ? {} : { search: words }
}
