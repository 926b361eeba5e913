import { maxCounted, maxPagedRows, type Page, type PageQuery } from '@leadglass/contracts/paging.ts'
import { AppError } from '../errors.ts'

/** Where a page starts: after a row (`cursor`), or at an offset (`page`). */
export type PageRequest = {
  readonly perPage: number
  readonly page: number
  readonly offset: number
  /** Sort value and id of the last row before this page. */
  readonly after: readonly [string | number, string] | null
  /** Known from the first page, so that a walk counts once. */
  readonly total: number | null
}

/** What the rows are ordered by, as the database casts it. */
type SortType = 'int' | 'bigint' | 'text' | 'timestamptz'

type CursorText = [sort: string, value: string | number, id: string, page: number, total: number]

/**
 * Reads `cursor`, `page` and `per_page`. `sort` names the order, so that a cursor cannot be used with another one, and
 * `type` is that of its values: a cursor is a text of the client, and may be forged.
 */
export function readPage(query: PageQuery, sort: string, type: SortType): PageRequest {
  const perPage = query.per_page ?? query.limit ?? 25
  if (query.cursor !== undefined) {
    const [, value, id, page, total] = readCursor(query.cursor, sort, type)
    return { perPage, page, offset: 0, after: [value, id], total }
  }
  const page = query.page ?? 1
  const offset = (page - 1) * perPage
  if (offset >= maxPagedRows && page > 1) {
    throw new AppError(
      'page_out_of_range',
      `Pages reach the first ${maxPagedRows} rows; walk further with cursor`,
      {
        fields: [{ field: 'page', message: `must stay within the first ${maxPagedRows} rows` }],
      },
    )
  }
  return { perPage, page, offset, after: null, total: null }
}

function readCursor(cursor: string, sort: string, type: SortType): CursorText {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (isCursorText(parsed) && parsed[0] === sort && isOf[type](parsed[1])) return parsed
  } catch {
    // Falls through: every unreadable cursor gets the same answer.
  }
  throw new AppError('cursor_invalid', 'The cursor does not belong to this list', {
    fields: [{ field: 'cursor', message: 'must be the next_cursor of this list with the same sort' }],
  })
}

const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function isCursorText(value: unknown): value is CursorText {
  if (!Array.isArray(value) || value.length !== 5) return false
  const [sort, sortValue, id, page, total] = value
  return (
    typeof sort === 'string' &&
    (typeof sortValue === 'number' || typeof sortValue === 'string') &&
    typeof id === 'string' &&
    uuidText.test(id) &&
    isOf.int(page) &&
    isOf.int(total) &&
    page > 0 &&
    total >= 0 &&
    total <= maxCounted + 1
  )
}

const momentText = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const isOf: Record<SortType, (value: unknown) => boolean> = {
  int: (value) => Number.isInteger(value) && Math.abs(value as number) < 2_147_483_647,
  bigint: (value) => Number.isSafeInteger(value),
  text: (value) => typeof value === 'string' && value.isWellFormed() && !value.includes('\u0000'),
  timestamptz: (value) =>
    typeof value === 'string' &&
    momentText.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString() === value,
}

/** Rows of one page, of which one more than asked for was fetched, to the answer of a list. */
export function pageFrom<Row extends { id: string }>(
  rows: readonly Row[],
  counted: number,
  request: PageRequest,
  sort: string,
  sortValueOf: (row: Row) => string | number,
): Page<Row> {
  const items = rows.slice(0, request.perPage)
  const last = rows.length > request.perPage ? items.at(-1) : undefined
  const known = request.total ?? counted
  const total = Math.min(known, maxCounted)
  const cursor: CursorText | null = last ? [sort, sortValueOf(last), last.id, request.page + 1, known] : null
  return {
    items,
    next_cursor: cursor && Buffer.from(JSON.stringify(cursor)).toString('base64url'),
    total,
    total_capped: known > maxCounted,
    page: request.page,
    per_page: request.perPage,
    total_pages: Math.ceil(total / request.perPage),
  }
}

/** A page of rows to a page of answers. */
export function presentPage<Row, Item>(page: Page<Row>, present: (row: Row) => Item): Page<Item> {
  return { ...page, items: page.items.map(present) }
}
