import { importOptions } from '@leadglass/contracts/imports.ts'
import { describe, expect, it } from 'vitest'
import { detectDelimiter } from './csv-delimiter.ts'
import { quoteFormula, unquoteFormula } from './csv-formula.ts'
import { detectEncoding } from './decode-text.ts'
import { planColumns, readHeaders } from './map-columns.ts'
import { parseNumber } from './parse-number.ts'
import { createRowReader } from './read-row.ts'

const now = new Date('2026-06-15T08:00:00Z')

function planOf(headers: string[], options: object = {}) {
  return planColumns(readHeaders(headers), importOptions.parse(options))
}

function readOne(headers: string[], cells: string[], options: object = {}) {
  const parsed = importOptions.parse(options)
  const reading = createRowReader(planColumns(readHeaders(headers), parsed), parsed, now)(cells, 7)
  return 'lead' in reading ? { lead: reading.lead } : reading
}

describe('planColumns', () => {
  it('knows the headers of other programs', () => {
    const plan = planOf([
      'First Name',
      'Last Name',
      'E-mail',
      'Company Name',
      '# Employees',
      'Deal Value',
      'Shoe size',
    ])
    expect(plan.mapping).toEqual({
      'First Name': 'name',
      'Last Name': 'name',
      'E-mail': 'email',
      'Company Name': 'company',
      '# Employees': 'company_size',
      'Deal Value': 'estimated_value',
    })
    expect(plan.unmapped).toEqual(['Shoe size'])
  })

  it('prefers a whole name to its parts', () => {
    expect(planOf(['First Name', 'Name', 'Last Name']).mapping).toEqual({ Name: 'name' })
  })

  it('gives every header a name of its own', () => {
    expect(readHeaders(['a', '', 'a', ' '])).toEqual(['a', 'Column 2', 'a (2)', 'Column 4'])
  })

  it('refuses what cannot be meant', () => {
    const refusals: [string[], object, RegExp][] = [
      [['email'], {}, /needs a column for name/],
      [['name', 'x'], { mapping: { name: 'name', y: 'email' } }, /"mapping.y" is not a column/],
      [['name', 'a', 'b'], { mapping: { name: 'name', a: 'email', b: 'email' } }, /email from more than one/],
      [
        ['a', 'b'],
        { mapping: { a: 'metadata.k', b: 'metadata.k' }, defaults: { name: 'x' } },
        /metadata\.k from/,
      ],
      [['a'], { defaults: { name: 'Contact {id}' } }, /\{id\}, which is not a column/],
      [Array.from({ length: 201 }, (_, n) => `c${n}`), {}, /more than 200 columns/],
    ]
    for (const [headers, options, message] of refusals)
      expect(() => planOf(headers, options)).toThrow(message)
  })
})

describe('createRowReader', () => {
  it('reads a row by the rules of a lead', () => {
    const headers = ['First name', 'Last name', 'email', 'phone', 'status', 'value', 'size', 'source']
    const cells = [
      'Ada',
      'Lovelace',
      ' ADA@Example.com ',
      "'+14155552671",
      'Qualified',
      '$12,500.50',
      '1,200',
      'Fair',
    ]
    expect(readOne(headers, cells)).toEqual({
      lead: {
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        phone: '+14155552671',
        status: 'qualified',
        estimated_value: 12_500.5,
        company_size: 1200,
        source: 'fair',
      },
    })
  })

  it('fills in defaults and keeps other columns as metadata', () => {
    const options = {
      mapping: { id: null, age: 'metadata.age' },
      defaults: { name: 'Contact {id} of row {row}', source: 'Bank' },
    }
    expect(readOne(['id', 'age'], ['12', '56'], options)).toEqual({
      lead: { name: 'Contact 12 of row 7', source: 'bank', metadata: { age: '56' } },
    })
  })

  it('names the field and the reason of a broken row', () => {
    const cases: [string[], string[], object][] = [
      [['name', 'email'], ['Ada', 'nope'], { field: 'email', message: 'must be a valid email' }],
      [['name', 'email'], ['', 'a@b.co'], { field: 'name', message: 'is required' }],
      [['name', 'value'], ['Ada', 'much'], { field: 'estimated_value', message: 'must be a number' }],
      [['name', 'size'], ['Ada', '-1'], { field: 'company_size', message: 'must be at least 1' }],
      [['name', 'email'], ['Ada'], { field: null, message: 'has 1 cells, the header has 2' }],
      [['name', 'email'], ['Ada', '', 'x'], { field: null, message: 'has 3 cells, the header has 2' }],
      [
        ['name', 'email', 'size'],
        ['Ada', 'nope', '1.5'],
        { field: 'email', message: expect.stringMatching(/^must be a valid email; company_size /) },
      ],
    ]
    for (const [headers, cells, problem] of cases) expect(readOne(headers, cells)).toEqual({ problem })
    expect(readOne(['name', 'stage'], ['Ada', 'sold'])).toMatchObject({ problem: { field: 'status' } })
  })

  it('allows empty cells beyond the header', () => {
    expect(readOne(['name'], ['Ada', '', ''])).toEqual({ lead: { name: 'Ada' } })
  })
})

describe('parseNumber', () => {
  it.each([
    ['1250', 1250],
    ['12,500.50', 12_500.5],
    ['12.500,50', 12_500.5],
    ['1.234.567', 1_234_567],
    ['12,500', 12_500],
    ['12,5', 12.5],
    ['1.250', 1.25],
    ['12 500', 12_500],
    ["12'500", 12_500],
    ['€ 90', 90],
    ['90 EUR', 90],
    ['-5', -5],
    ['1e5', null],
    ['0x10', null],
    ['12,50,0', null],
    ['many', null],
    ['', null],
  ])('reads %j as %j', (text, expected) => {
    expect(parseNumber(text)).toBe(expected)
  })
})

describe('detectDelimiter and detectEncoding', () => {
  it('takes the separator that the header has most of', () => {
    expect(detectDelimiter('a,b,c\n1;2;3;4;5')).toBe(',')
    expect(detectDelimiter('a;"b,c,d,e";f\n')).toBe(';')
    expect(detectDelimiter('a\tb')).toBe('\t')
    expect(detectDelimiter('a|b|c')).toBe('|')
    expect(detectDelimiter('alone')).toBe(',')
  })

  it('goes by the byte order mark, then by the bytes', () => {
    expect(detectEncoding(Uint8Array.of(0xff, 0xfe), false)).toBe('utf-16le')
    expect(detectEncoding(Uint8Array.of(0xfe, 0xff), false)).toBe('utf-16be')
    expect(detectEncoding(Uint8Array.of(0x61), true)).toBe('utf-8')
    expect(detectEncoding(Uint8Array.of(0xe9), false)).toBe('windows-1252')
  })
})

describe('quoteFormula', () => {
  const dangerous = [
    '=1+1',
    '+14155552671',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\u0000=1',
    '\u00a0=1',
    '＝1',
    '\tx',
    "'=1",
  ]

  it.each(dangerous)('makes %j text that comes back as it was', (text) => {
    expect(quoteFormula(text)).toBe(`'${text}`)
    expect(unquoteFormula(quoteFormula(text))).toBe(text)
  })

  it.each(['plain', "O'Brien", "'tis", '12', '', 'a=b'])('leaves %j alone both ways', (text) => {
    expect(quoteFormula(text)).toBe(text)
    expect(unquoteFormula(text)).toBe(text)
  })
})
