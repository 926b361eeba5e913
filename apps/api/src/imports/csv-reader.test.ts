import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvRow, createCsvReader } from './csv-reader.ts'

function read(text: string, pieceLength = text.length || 1, delimiter = ','): CsvRow[] {
  const reader = createCsvReader(delimiter)
  const pieces: CsvRow[][] = []
  for (let at = 0; at < text.length; at += pieceLength)
    pieces.push(reader.push(text.slice(at, at + pieceLength)))
  return [...pieces, reader.end()].flat()
}

const cells = (text: string) => read(text).map((row) => row.cells)
const linesOf = (text: string) => read(text).map((row) => row.line)

describe('createCsvReader', () => {
  it('reads quotes, doubled quotes, separators and line breaks inside quotes', () => {
    expect(cells('a,b\n"x, y","say ""hi"""\n"two\nlines",3')).toEqual([
      ['a', 'b'],
      ['x, y', 'say "hi"'],
      ['two\nlines', '3'],
    ])
  })

  it('takes LF, CRLF and CR as the end of a line', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(cells(`a,b${end}1,2${end}`)).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ])
    }
  })

  it('keeps a quote in the middle of a cell', () => {
    expect(cells('5" pipe,x')).toEqual([['5" pipe', 'x']])
  })

  it('passes over blank rows and still counts their lines', () => {
    expect(linesOf('a,b\n\n1,2\n,,\n \n3,4')).toEqual([1, 3, 6])
  })

  it('numbers lines through cells of several lines, also with CRLF', () => {
    expect(linesOf('a,b\r\n1,"x\r\ny\r\nz"\r\n3,4\r\n')).toEqual([1, 2, 5])
  })

  it('gives up the row of an open quote and goes on with the next line', () => {
    expect(read('a,b\n1,2\n3,"open\n4,5\n6,7')).toEqual([
      { line: 1, cells: ['a', 'b'], problem: null },
      { line: 2, cells: ['1', '2'], problem: null },
      { line: 3, cells: [], problem: 'a quoted cell is not closed' },
      { line: 4, cells: ['4', '5'], problem: null },
      { line: 5, cells: ['6', '7'], problem: null },
    ])
  })

  it('gives up a row with text behind a closing quote', () => {
    expect(read('a,b\n"x"y,2\n3,4').map((row) => row.problem)).toEqual([
      null,
      'text follows a closing quote',
      null,
    ])
  })

  it('reports a cell above 100,000 characters and keeps the rows behind it', () => {
    const rows = read(`a,b\n1,"${'x'.repeat(100_001)}"\n2,y\n`, 65_536)
    expect(rows.map((row) => row.problem)).toEqual([null, 'cell 2 is longer than 100000 characters', null])
    expect(rows[2]?.line).toBe(3)
  })

  it('does not collect more than a row when a quote stays open in a large file', () => {
    const rows = read(`a,b\n1,"open\n${'1,2\n'.repeat(400_000)}`, 262_144)
    expect(rows).toHaveLength(400_002)
    expect(rows[1]).toEqual({
      line: 2,
      cells: [],
      problem: 'the row is longer than 1000000 characters; is a quote left open?',
    })
    expect(rows.at(-1)?.line).toBe(400_002)
  })

  it('reads the same however the text is cut into pieces', () => {
    const text = 'a,b,c\r\n"x\r\ny",2,"z"""\r\n,,\r\n4,"5,5",6\r7,8,9\n"open,1\n2,3,4'
    const whole = read(text)
    for (let length = 1; length <= text.length; length++) expect(read(text, length)).toEqual(whole)
  })

  it('reads what csv-parse reads, for any table', () => {
    const cell = fc.stringMatching(/^[ -~\n]{0,8}$/)
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.integer({ min: 1, max: 9 }),
        (rows, by, length) => {
          const text = rows
            .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(by))
            .join('\r\n')
          const expected = (parse(text, { delimiter: by, record_delimiter: '\r\n' }) as string[][]).filter(
            (row) => row.some((value) => value.trim() !== ''),
          )
          expect(read(text, length, by).map((row) => row.cells)).toEqual(expected)
        },
      ),
    )
  })
})
