import { z } from 'zod'

export const maxPerPage = 100
/** `page` jumps no further than this many rows; beyond it a list is walked by `cursor`. */
export const maxPagedRows = 10_000
/** Totals are counted up to this figure; `total_capped` says that there are more. */
export const maxCounted = 10_000

const wholeNumber = z.string().regex(/^\d{1,9}$/, 'must be a whole number of at least 1')

/** Rows per page: 25 unless asked for, never above 100 (more is lowered to 100). */
const perPage = wholeNumber.transform((value) => Math.min(Math.max(Number(value), 1), maxPerPage))

/** Query of every list: `cursor` walks stably, `page` jumps within the first 10,000 rows. */
export const pageQuery = z.strictObject({
  // A name of 200 characters takes 600 bytes of UTF-8, which base64 makes 800.
  cursor: z.string().max(1_200).optional().describe('next_cursor of the previous page'),
  page: wholeNumber
    .transform(Number)
    .pipe(z.int().min(1, 'must be at least 1'))
    .optional()
    .describe('page number from 1, within the first 10,000 rows'),
  per_page: perPage.optional().describe('rows per page, default 25, at most 100'),
  limit: perPage.optional().describe('another name of per_page'),
})

export type PageQuery = z.output<typeof pageQuery>

/** The answer of every list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().describe('null on the last page'),
    total: z.int().describe('rows that match, counted up to 10,000'),
    total_capped: z.boolean().describe('true when there are more than total says'),
    page: z.int(),
    per_page: z.int(),
    total_pages: z.int(),
  })
}

/** A page of items as the server hands it on. */
export type Page<Item> = {
  items: Item[]
  next_cursor: string | null
  total: number
  total_capped: boolean
  page: number
  per_page: number
  total_pages: number
}
