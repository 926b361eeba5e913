/** A row of a CSV file with the line it begins on, or why it cannot be read. */
export type CsvRow = { line: number; cells: string[]; problem: string | null }

/** Longer rows are broken ones: most often a quote that nobody closed. */
const maxRowLength = 1_000_000
const maxCellLength = 100_000

const quote = 0x22
const newline = 0x0a
const carriageReturn = 0x0d

type Scan = { end: number; cells: string[]; breaks: number; problem: string | null }

/**
 * Reads CSV (RFC 4180, also with LF or CR line ends) piece by piece, holding no more than one row. Where a row is
 * broken, reading goes on with the next line: an open quote costs its own row and not the rest of the file.
 * csv-parse is the oracle of its test; it ends at an oversized row and counts CRLF inside quotes as two lines.
 */
export function createCsvReader(delimiter: string) {
  const delimiterCode = delimiter.charCodeAt(0)
  let text = ''
  let line = 1

  function take(isLast: boolean): CsvRow[] {
    const rows: CsvRow[] = []
    let start = 0
    while (start < text.length) {
      const scan = scanRow(text, start, delimiterCode, isLast)
      const isTooLong = (scan?.end ?? text.length) - start > maxRowLength
      if (!scan && !isLast && !isTooLong) break
      const done = scan && !isTooLong ? scan : brokenRow(text, start, isTooLong)
      if (!done) break
      if (done.problem || !isBlank(done.cells)) {
        rows.push({ line, cells: done.cells, problem: done.problem })
      }
      line += done.breaks + 1
      start = done.end
    }
    text = text.slice(start)
    return rows
  }

  return {
    push(piece: string): CsvRow[] {
      text += piece
      return take(false)
    },
    end: (): CsvRow[] => take(true),
  }
}

/** The row that begins at `start`; null when the text ends before the row does. */
function scanRow(text: string, start: number, delimiter: number, isLast: boolean): Scan | null {
  const cells: string[] = []
  let at = start
  let breaks = 0
  let problem: string | null = null
  for (;;) {
    let cell: string
    if (text.charCodeAt(at) === quote) {
      const close = closingQuote(text, at + 1)
      // A quote that ends the text so far may be the first half of a doubled one.
      if (close === -1 || (close === text.length - 1 && !isLast)) return null
      cell = text.slice(at + 1, close)
      breaks += countBreaks(cell)
      cell = cell.replaceAll('""', '"')
      at = close + 1
      if (!endsCell(text, at, delimiter)) return brokenRow(text, start, false, 'text follows a closing quote')
    } else {
      const end = endOfPlainCell(text, at, delimiter)
      cell = text.slice(at, end)
      at = end
    }
    cells.push(cell)
    if (cell.length > maxCellLength)
      problem ??= `cell ${cells.length} is longer than ${maxCellLength} characters`
    if (at >= text.length) return isLast ? { end: at, cells, breaks, problem } : null
    const code = text.charCodeAt(at)
    if (code !== delimiter) {
      const end = afterBreak(text, at, isLast)
      return end === null ? null : { end, cells, breaks, problem }
    }
    at++
  }
}

/** A row that is given up: its first line, so that reading goes on with the second. */
function brokenRow(
  text: string,
  start: number,
  isTooLong: boolean,
  problem = isTooLong
    ? `the row is longer than ${maxRowLength} characters; is a quote left open?`
    : 'a quoted cell is not closed',
): Scan | null {
  let at = start
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++
  const end = at < text.length ? (afterBreak(text, at, true) ?? at) : at
  return { end, cells: [], breaks: 0, problem }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at !== -1 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2)
  return at
}

function endOfPlainCell(text: string, from: number, delimiter: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === delimiter || code === newline || code === carriageReturn) break
  }
  return at
}

function endsCell(text: string, at: number, delimiter: number): boolean {
  if (at >= text.length) return true
  const code = text.charCodeAt(at)
  return code === delimiter || isBreak(code)
}

/** Where the next line begins; null when a CR ends the text and may be half of a CRLF. */
function afterBreak(text: string, at: number, isLast: boolean): number | null {
  if (text.charCodeAt(at) === newline) return at + 1
  if (at + 1 >= text.length && !isLast) return null
  return text.charCodeAt(at + 1) === newline ? at + 2 : at + 1
}

function isBreak(code: number): boolean {
  return code === newline || code === carriageReturn
}

function countBreaks(cell: string): number {
  let count = 0
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at)
    if (code === newline || (code === carriageReturn && cell.charCodeAt(at + 1) !== newline)) count++
  }
  return count
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
