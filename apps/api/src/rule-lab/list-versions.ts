import type { Page, PageQuery } from '@leadglass/contracts/paging.ts'
import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import type { Context } from '../context.ts'
import { pageFrom, readPage } from '../db/paging.ts'
import { listVersions as listVersionRows } from './version-repository.ts'

const sort = 'scoring-versions'

/** Every version of the scoring, newest first. */
export async function listVersions(ctx: Context, query: PageQuery): Promise<Page<ScoringVersion>> {
  const request = readPage(query, sort, 'int')
  const { rows, total } = await listVersionRows(ctx.db, request)
  return pageFrom(rows, total, request, sort, (row) => row.version)
}
