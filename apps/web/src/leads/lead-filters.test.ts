import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '../app/search-params.ts'
import { activeFilters, readLeadFilters } from './lead-filters.ts'

const owner = '00000000-0000-7000-8000-000000000001'

describe('the filters of the list of leads in the URL', () => {
  it('reads every filter and writes the same URL again', () => {
    const url = `?search=Zo%C3%AB&classification=hot&status=new&source=website&owner_id=${owner}&min_score=40&max_score=90&created_from=2026-01-01&created_to=2026-02-01&sort=score&order=desc`
    expect(stringifySearch(readLeadFilters(parseSearch(url)))).toBe(url)
  })

  it.each([
    ['a class that does not exist', '?classification=tepid'],
    ['a status that does not exist', '?status=asleep'],
    ['an owner that is no id', '?owner_id=me'],
    ['a score beyond 100', '?min_score=101'],
    ['a score in scientific notation', '?max_score=1e1'],
    ['a day in another notation', '?created_from=01.02.2026'],
    ['an unknown parameter', '?utm_source=mail'],
    ['blank words', '?search=%20%20'],
    ['unassigned=false, which is the same as no filter', '?unassigned=false'],
  ])('drops %s', (_, url) => {
    expect(readLeadFilters(parseSearch(url))).toEqual({})
  })

  it('keeps words that look like a number or a boolean as words', () => {
    expect(readLeadFilters(parseSearch('?search=2024'))).toEqual({ search: '2024' })
    expect(readLeadFilters(parseSearch('?search=true'))).toEqual({ search: 'true' })
  })

  it('counts sorting as no filter', () => {
    expect(activeFilters({ status: 'new', sort: 'name', order: 'asc' })).toEqual(['status'])
  })
})
