import type { Page, PageQuery } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { pageFrom, readPage } from '../db/paging.ts'
import { type LearnedModelRow, listModels } from './learned-model-repository.ts'

const sort = 'learned_models:number'

export async function listLearnedModels(ctx: Context, query: PageQuery): Promise<Page<LearnedModelRow>> {
  const request = readPage(query, sort, 'int')
  const { rows, total } = await listModels(ctx.db, request)
  return pageFrom(rows, total, request, sort, (row) => row.number)
}
