import { AppError } from '../errors.ts'
import { detectDelimiter } from './csv-delimiter.ts'
import { type CsvRow, createCsvReader } from './csv-reader.ts'
import { decodeText, detectEncoding } from './decode-text.ts'

/** An uploaded file that can be read from its start. */
export type CsvSource = {
  readonly name: string | null
  readonly head: Uint8Array
  readonly isUtf8: boolean
  chunks(): AsyncIterable<Uint8Array>
}

/** The rows of a file, some at a time; the first one is the header. */
export async function* readCsv(source: CsvSource): AsyncGenerator<CsvRow[]> {
  const encoding = detectEncoding(source.head, source.isUtf8)
  let reader: ReturnType<typeof createCsvReader> | undefined
  for await (const piece of decodeText(source.chunks(), encoding)) {
    if (!reader && piece.length === 0) continue
    if (!reader) refuseBinary(piece)
    reader ??= createCsvReader(detectDelimiter(piece))
    yield reader.push(piece)
  }
  if (reader) yield reader.end()
}

/** Spreadsheets and pictures hold NUL within their first bytes; a CSV never does. */
function refuseBinary(piece: string): void {
  if (!piece.slice(0, 4096).includes('\u0000')) return
  throw new AppError('import_unreadable', 'The file is not CSV text; save a spreadsheet as CSV first')
}
