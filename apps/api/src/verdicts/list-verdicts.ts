import type { Page } from '@leadglass/contracts/paging.ts'
import type { ReviewListQuery } from '@leadglass/contracts/verdicts.ts'
import type { Context } from '../context.ts'
import { readPage } from '../db/paging.ts'
import { listReviews, type ReviewFilter, type ReviewRow, reviewSort } from './verdict-repository.ts'

/** The list of what managers look at: words against the score, unless one word alone is asked for. */
export function listVerdicts(ctx: Context, query: ReviewListQuery): Promise<Page<ReviewRow>> {
  const filter: ReviewFilter = { state: query.state ?? 'open', verdict: query.verdict }
  return listReviews(ctx.db, filter, readPage(query, reviewSort(filter), 'bigint'))
}
