import { deflateRawSync, gzipSync } from 'node:zlib'
import { errorBody } from '@leadglass/contracts/errors.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseState } from '../../test/database-state.ts'
import type { TestUser } from '../../test/factories.ts'
import { rawRequest } from '../../test/raw-request.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let mona: TestUser
beforeAll(async () => {
  api = await testApi()
  mona = await api.build.user('mona', 'manager')
  await api.tokenOf(mona)
})
afterAll(() => api.close())

type Part = { name: string; text: string | Buffer; filename?: string; disposition?: string }

/** A multipart request whose parts are written byte by byte as given. */
async function upload(parts: Part[], { end = true, boundary = 'x' } = {}) {
  const pieces = parts.flatMap(({ name, text, filename, disposition }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: ${
        disposition ?? `form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}`
      }\r\n\r\n`,
    ),
    Buffer.from(text),
    Buffer.from('\r\n'),
  ])
  const body = Buffer.concat([...pieces, ...(end ? [Buffer.from(`--${boundary}--\r\n`)] : [])])
  return rawRequest(api.baseUrl, {
    method: 'POST',
    path: '/api/leads/import',
    headers: {
      authorization: `Bearer ${await api.tokenOf(mona)}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    body,
  })
}

const file = (text: string | Buffer, filename = 'a.csv'): Part => ({ name: 'file', text, filename })
const options = (value: unknown): Part => ({
  name: 'options',
  text: typeof value === 'string' ? value : JSON.stringify(value),
})

async function refused(send: () => ReturnType<typeof upload>) {
  const before = await databaseState(api.db)
  const answer = await send()
  const told = answer.text.slice(0, 300)
  expect(errorBody.safeParse(answer.json).success, told).toBe(true)
  expect([400, 413, 415], told).toContain(answer.status)
  expect(answer.ms).toBeLessThan(5_000)
  expect(await databaseState(api.db)).toEqual(before)
  return errorBody.parse(answer.json)
}

async function imported(text: string | Buffer, given: object = {}) {
  const answer = await upload([options(given), file(text)])
  expect(answer.status, answer.text.slice(0, 300)).toBe(200)
  return answer.json as { total_rows: number; created_count: number; error_count: number; errors: { row: number; line: number; field: string; message: string }[]; mapping: object; unmapped_columns: string[] } // biome-ignore format: one shape
}

/** A zip archive of one file. */
function zip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(content.length, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), packed])
}

describe('files that are no list of leads (R107)', () => {
  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['blank lines', '\n\n  \r\n'],
    ['a byte order mark only', '\ufeff'],
    ['NUL', '\u0000'.repeat(100)],
    ['a zip archive', zip('leads.csv', Buffer.from('name\nAnn\n'))],
    ['a gzip bomb', gzipSync(Buffer.alloc(10_000_000, 'a'))],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['an Excel file of old', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex')],
    ['a page', '<html><body>name</body></html>'],
    ['JSON', '[{"name":"Ann"}]'],
    ['1,000 columns', `${Array.from({ length: 1_000 }, (_, index) => `c${index}`).join(',')}\n`],
    ['a header that never ends', `"${'a'.repeat(1_500_000)}`],
    ['a header without a name', 'email\nann@one.example\n'],
  ])('refuses %s', async (_what, text) => {
    // biome-ignore format: a table
    await refused(() => upload([file(text)]))
  })

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a text', '"a"'],
    ['an unknown key', '{"owner_id":1}'],
    ['a mapping to a foreign column', '{"mapping":{"name":"hashed_password"}}'],
    ['a mapping to a prototype', '{"mapping":{"name":"metadata.__proto__"}}'],
    ['a prototype', '{"__proto__":{"dry_run":true},"x":1}'],
    ['a mapping of a prototype', '{"mapping":{"__proto__":"name"}}'],
    ['nesting', `{"mapping":${'['.repeat(40_000)}${']'.repeat(40_000)}}`],
    ['NUL in a header', '{"mapping":{"na\\u0000me":"name"}}'],
    ['a long text', `{"defaults":{"source":"${'x'.repeat(90_000)}"}}`],
    ['a huge text', `{"defaults":{"source":"${'x'.repeat(300_000)}"}}`],
    ['a lone surrogate', '{"defaults":{"source":"a\\ud800"}}'],
    ['another word', '{"on_duplicate":"overwrite"}'],
  ])('refuses options that are %s', async (_what, text) => {
    // biome-ignore format: a table
    await refused(() => upload([options(text), file('name\nAnn\n')]))
    await refused(() => upload([file('name\nAnn\n'), options(text)]))
  })

  it('refuses odd multipart bodies', async () => {
    const good = file('name\nAnn\n')
    const all: Part[][] = [
      [], [options({})], [good, good], [good, { ...good, name: 'other' }], [good, options({}), options({}), options({}), options({}), options({})],
      [good, { name: 'role', text: 'admin' }], [good, { name: '__proto__', text: '1' }], [{ name: 'file', text: 'name\nAnn\n' }],
      [{ name: 'options', text: '{}', filename: 'o.json' }, good], [{ ...good, disposition: 'form-data' }], [good, options('')],
    ] // biome-ignore format: a table
    for (const parts of all) await refused(() => upload(parts))
    await refused(() => upload([good], { end: false }))
    await refused(() => upload([good], { boundary: 'x'.repeat(300) }))
    await refused(() => upload([], { end: false }))
  })

  it.each([
    '../../etc/passwd',
    'a\\u0000b.csv',
    'a\u0000b.csv',
    '<script>.csv',
    'x'.repeat(5_000),
    '😀'.repeat(150),
    '=cmd()',
    '',
  ])('takes the name %j as no more than a name', async (name) => {
    const answer = await upload([
      options({ on_duplicate: 'skip' }),
      file('name,email\nAnn,ann@name.example\n', name),
    ])
    expect(answer.status, answer.text).toBeLessThan(500)
    expect(answer.text).not.toContain('passwd')
  })
})

describe('cells that mean harm', () => {
  it('are reported or kept, row by row', async () => {
    const rows = [
      'Good,good@cells.example,x', `${'n'.repeat(100_001)},long@cells.example,x`, '"open,quote@cells.example,x', 'Zero\u0000Byte,zero@cells.example,x',
      'Ragged,ragged@cells.example,x,y,z', 'Short', '=cmd|\'/C calc\'!A0,formula@cells.example,=1+1', '<script>alert(1)</script>,html@cells.example,x',
      `\u202eevil,rtl@cells.example,x`, 'Upper,UPPER@Cells.Example ,x', '"Quoted ""name"", with comma",quoted@cells.example,x', "Robert'); drop table leads;--,sql@cells.example,x", '👩‍👩‍👧‍👦 Family,family@cells.example,x',
    ] // biome-ignore format: a table
    const result = await imported(`name,email,company\n${rows.join('\n')}\n`)
    expect(result.errors.map(({ line }) => line)).toEqual([3, 4, 6, 7])
    expect(result.created_count).toBe(9)
    const { body } = await api.call('get', '/api/leads?search=cells.example&per_page=100', { as: mona })
    const names = new Map(body.items.map((lead: { email: string; name: string }) => [lead.email, lead.name]))
    expect(names.get('zero@cells.example')).toBe('ZeroByte')
    expect(names.get('html@cells.example')).toBe('<script>alert(1)</script>')
    expect(names.get('quoted@cells.example')).toBe('Quoted "name", with comma')
    expect(names.get('sql@cells.example')).toBe("Robert'); drop table leads;--")
    expect(names.get('family@cells.example')).toBe('👩‍👩‍👧‍👦 Family')
    expect(names.has('upper@cells.example')).toBe(true)
    const { text } = await api.call('get', '/api/leads/export?search=cells.example', { as: mona })
    expect(text).toContain("'=cmd|")
    expect(text).not.toMatch(/(^|,|\n)"?[=+@]/)
  })

  it('may stand below odd headers', async () => {
    const long = `${'h'.repeat(179)}😀😀`
    const result = await imported(
      `name,name,__proto__,constructor,,${long},"a""b",toString\nAnn,Bo,1,2,3,4,5,6\n`,
      {
        mapping: { name: 'name', constructor: 'metadata.constructor', toString: 'metadata.toString' },
      },
    )
    expect(result.created_count).toBe(1)
    expect(result.unmapped_columns).toContain('h'.repeat(179))
    const guessed = await imported(`name,${long}\nDee,1\n`)
    expect(guessed.created_count).toBe(1)
  })

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-16 with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 of the other end', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', (text) => Buffer.from(text, 'latin1')],
  ])('may be written in %s', async (what, encode) => {
    const result = await imported(encode(`name,email\nZoë ${what.length},zoe${what.length}@enc.example\n`))
    expect(result.created_count).toBe(1)
    const { body } = await api.call('get', `/api/leads?search=zoe${what.length}@enc`, { as: mona })
    expect(body.items[0].name).toBe(`Zoë ${what.length}`)
  })
})

it('takes 50,000 rows in one go, and a header without rows', async () => {
  expect(await imported('name,email\n')).toMatchObject({ total_rows: 0, error_count: 0 })
  const rows = Array.from({ length: 50_000 }, (_, index) => `Lead ${index},l${index}@many.example`)
  const begun = performance.now()
  const result = await imported(`name,email\n${rows.join('\n')}\n`)
  expect(result.created_count).toBe(50_000)
  console.log(`50,000 rows in ${Math.round(performance.now() - begun)} ms`)
}, 60_000)
