import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let maria: TestUser
let ravi: TestUser

beforeAll(async () => {
  api = await testApi({ env: { IMPORT_MAX_BYTES: '2000000' } })
  maria = await api.build.user('maria', 'manager')
  ravi = await api.build.user('ravi')
})
afterAll(() => api.close())

type Send = { as?: TestUser; options?: object; name?: string; optionsLast?: boolean }

async function send(
  file: string | Buffer,
  { as = maria, options, name = 'leads.csv', optionsLast }: Send = {},
) {
  const request = api.request
    .post('/api/leads/import')
    .set('authorization', `Bearer ${await api.tokenOf(as)}`)
  const fields = options ? JSON.stringify(options) : undefined
  if (fields && !optionsLast) request.field('options', fields)
  request.attach('file', Buffer.from(file), name)
  if (fields && optionsLast) request.field('options', fields)
  return request
}

async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await api.db.pool.query<Row>(sql, values)).rows
}

async function countRows() {
  const [counts] = await rows<Record<string, string>>(`select (select count(*) from leads) as leads,
    (select count(*) from score_history) as history, (select count(*) from activities) as activities,
    (select count(*) from lead_imports) as imports`)
  return counts
}

describe('POST /api/leads/import', () => {
  it('keeps the good rows and reports the broken one by row, line and field (R107)', async () => {
    const answer = await send(
      'name,email\nAnn,ann@one.example\nBo,bo@one.example\nCy,not-an-address\nDi,di@one.example\n',
    )
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      total_rows: 4,
      success_count: 3,
      created_count: 3,
      error_count: 1,
      errors: [{ row: 3, line: 4, field: 'email', message: 'must be a valid email' }],
      mapping: { name: 'name', email: 'email' },
      unmapped_columns: [],
      classes: { hot: 0, warm: 0, cold: 3 },
    })
    const [lead] = await rows<Record<string, unknown>>(
      `select l.*, (select count(*)::int from score_history h where h.lead_id = l.id and h.trigger = 'imported'
                      and h.new_score = l.current_score and h.old_score is null) as history,
              (select count(*)::int from activities a where a.lead_id = l.id and a.activity_type = 'lead_created') as entries,
              (select count(*)::int from lead_search s where s.lead_id = l.id) as searchable
         from leads l where email = 'ann@one.example'`,
    )
    expect(lead).toMatchObject({
      name: 'Ann',
      created_by_id: maria.id,
      owner_id: null,
      current_score: 3,
      fit_score: 3,
      history: 1,
      entries: 1,
      searchable: 1,
    })
    const [kept] = await rows(`select * from lead_imports where id = $1`, [answer.body.id])
    expect(kept).toMatchObject({ user_id: maria.id, filename: 'leads.csv', total_rows: 4, error_count: 1 })
  })

  it('reports each broken row of a file by its line, past cells of several lines', async () => {
    const answer = await send(
      'name,email,value\r\n"Two\r\nlines",two@lines.example,1\r\nShort,short@lines.example\r\n\r\nBad,bad@lines.example,much\r\n"Open,o@lines.example,1\r\nLast,last@lines.example,2\r\n',
    )
    expect(answer.body).toMatchObject({ total_rows: 5, created_count: 2, error_count: 3 })
    expect(answer.body.errors).toEqual([
      { row: 2, line: 4, field: null, message: 'has 2 cells, the header has 3' },
      { row: 3, line: 6, field: 'estimated_value', message: 'must be a number' },
      { row: 4, line: 7, field: null, message: 'a quoted cell is not closed' },
    ])
  })

  it('imports a public data set of thousands of rows by a mapping, scored', async () => {
    const folder = path.resolve(import.meta.dirname, '../../test/data/bank_additional')
    const mapping = { row_id: null, age: 'metadata.age', job: 'metadata.job', poutcome: 'metadata.poutcome' }
    const options = { mapping, defaults: { name: 'Contact {row_id}', source: 'Phone campaign' } }
    const answer = await send(readFileSync(path.join(folder, 'train-3000.csv')), {
      options,
      optionsLast: true,
    })
    expect(answer.body).toMatchObject({ total_rows: 3000, created_count: 3000, error_count: 0, mapping })
    expect(answer.body.unmapped_columns).toContain('euribor3m')
    const [found] = await rows<{ leads: number; history: number }>(
      `select count(*)::int as leads, count(h.id)::int as history
         from leads l join score_history h on h.lead_id = l.id and h.trigger = 'imported'
        where l.source = 'phone campaign' and l.name like 'Contact %' and l.metadata->>'job' is not null`,
    )
    expect(found).toEqual({ leads: 3000, history: 3000 })
  })

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffname;company\nZoë;Café €\n')],
    ['UTF-16 little-endian', Buffer.from('\ufeffname;company\nZoë;Café €\n', 'utf16le')],
    ['UTF-16 big-endian', Buffer.from('\ufeffname;company\nZoë;Café €\n', 'utf16le').swap16()],
    ['Windows-1252', Buffer.from('name;company\nZo\xeb;Caf\xe9 \x80\n', 'latin1')],
  ])('reads %s', async (_, file) => {
    const answer = await send(file)
    expect(answer.body).toMatchObject({ created_count: 1, unmapped_columns: [] })
    const [lead] = await rows(`select name, company from leads order by created_at desc, id desc limit 1`)
    expect(lead).toEqual({ name: 'Zoë', company: 'Café €' })
  })

  it('takes text/csv as the body too', async () => {
    const answer = await api.request
      .post('/api/v1/leads/import')
      .set('authorization', `Bearer ${await api.tokenOf(maria)}`)
      .set('content-type', 'text/csv; charset=utf-8')
      .send('name|phone\nPat|(415) 555-2671\n')
    expect(answer.body).toMatchObject({ created_count: 1 })
    expect(await rows(`select phone from leads where name = 'Pat'`)).toEqual([{ phone: '+14155552671' }])
  })

  it('skips, updates or refuses duplicates, of the base and of the file, by e-mail and by phone', async () => {
    const existing = await api.build.lead({ name: 'Old', email: 'dup@two.example', phone: '+14155550100' })
    const file =
      'name,email,phone,title\nNew,DUP@two.example,,CEO\nPhone only,,+1 415 555 0100,CTO\nFresh,fresh@two.example,,\nTwin,fresh@two.example,,VP\n'

    const skipped = await send(file, { options: { dry_run: true } })
    expect(skipped.body).toMatchObject({ id: null, created_count: 1, skipped_count: 3, error_count: 0 })

    const refused = await send(file, { options: { on_duplicate: 'error', dry_run: true } })
    expect(refused.body).toMatchObject({ created_count: 1, skipped_count: 0, error_count: 3 })
    expect(
      refused.body.errors.map((error: { line: number; field: string }) => [error.line, error.field]),
    ).toEqual([
      [2, 'email'],
      [3, 'phone'],
      [5, 'email'],
    ])

    const updated = await send(file, { options: { on_duplicate: 'update' } })
    expect(updated.body).toMatchObject({ created_count: 1, updated_count: 3, success_count: 4 })
    const [lead] = await rows(`select name, phone, title, version, current_score from leads where id = $1`, [
      existing.id,
    ])
    expect(lead).toMatchObject({ name: 'Phone only', phone: '+14155550100', title: 'CTO', version: 2 })
    const [history] = await rows(`select * from score_history where lead_id = $1`, [existing.id])
    expect(history).toMatchObject({ trigger: 'imported', old_score: 0, new_score: 10 })
    expect(await rows(`select name, title from leads where email = 'fresh@two.example'`)).toEqual([
      { name: 'Twin', title: 'VP' },
    ])
  })

  it('finds a duplicate in a later batch of the same file', async () => {
    const lines = Array.from({ length: 1500 }, (_, n) => `Row ${n},row${n % 1200}@batch.example`)
    const answer = await send(`name,email\n${lines.join('\n')}`)
    expect(answer.body).toMatchObject({ total_rows: 1500, created_count: 1200, skipped_count: 300 })
  })

  it('changes nothing in a dry run', async () => {
    const before = await countRows()
    const answer = await send('name,email\nDry,dry@run.example\n', { options: { dry_run: true } })
    expect(answer.body).toMatchObject({ id: null, dry_run: true, created_count: 1 })
    expect(await countRows()).toEqual(before)
  })

  it('moves imported statuses to their stages, whatever their case', async () => {
    await send('name,email,status\nWin,win@stage.example,WON\n')
    const [lead] =
      await rows(`select status, contacted_at is not null as contacted, closed_at is not null as closed
      from leads where email = 'win@stage.example'`)
    expect(lead).toEqual({ status: 'won', contacted: true, closed: true })
  })

  it('stores markup as the text that it is', async () => {
    const answer = await send('name,email\n<img src=x onerror=alert(1)>,<b>@x\n')
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(answer.body.errors[0].message).toBe('must be a valid email')
  })

  it('refuses what is not a usable file and changes nothing', async () => {
    const before = await countRows()
    const cases: [string | Buffer, object | undefined, number, string][] = [
      ['', undefined, 400, 'import_unreadable'],
      [Buffer.from('PK\u0003\u0004\u0000\u0000'), undefined, 400, 'import_unreadable'],
      ['email\na@b.example\n', undefined, 400, 'import_mapping_invalid'],
      ['name\nA\n', { mapping: { nome: 'name' } }, 400, 'import_mapping_invalid'],
      ['name\nA\n', { mapping: { name: 'metadata.__proto__' } }, 400, 'validation_error'],
      ['name\nA\n', { colour: 'red' }, 400, 'validation_error'],
      [`name\n${'A\n'.repeat(1_000_001)}`, undefined, 413, 'request_too_large'],
    ]
    for (const [file, options, status, type] of cases) {
      const answer = await send(file, options ? { options } : {})
      expect([answer.status, answer.body.type]).toEqual([status, type])
    }
    expect(await countRows()).toEqual(before)
  })

  it('refuses broken options, further parts, a missing file and other bodies', async () => {
    const token = await api.tokenOf(maria)
    const post = () => api.request.post('/api/leads/import').set('authorization', `Bearer ${token}`)
    const file = Buffer.from('name\nA')
    expect((await post().field('options', '{').attach('file', file, 'a.csv')).status).toBe(400)
    expect((await post().field('colour', 'red').attach('file', file, 'a.csv')).status).toBe(400)
    expect((await post().field('options', '{}')).body.details).toBe('"file" is required')
    expect((await post().send({ file: 'name' })).status).toBe(415)
    expect((await post().set('content-type', 'image/png').send('x')).status).toBe(415)
    expect((await post()).status).toBe(400)
  })

  it('is for managers and admins only', async () => {
    const before = await countRows()
    expect((await send('name\nA\n', { as: ravi })).status).toBe(403)
    expect(
      (await api.request.post('/api/leads/import').attach('file', Buffer.from('name\nA'), 'a.csv')).status,
    ).toBe(401)
    expect(await countRows()).toEqual(before)
  })

  it('leaves uploads to the routes that take them', async () => {
    const answer = await api.request
      .post('/api/leads')
      .set('authorization', `Bearer ${await api.tokenOf(maria)}`)
      .attach('file', Buffer.from('name\nA'), 'a.csv')
    expect(answer.status).toBe(415)
  })
})
