import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let maria: TestUser

beforeAll(async () => {
  api = await testApi()
  maria = await api.build.user('maria', 'manager')
})
afterAll(() => api.close())

async function send(file: string | Buffer, options: object = {}) {
  return api.request
    .post('/api/leads/import')
    .set('authorization', `Bearer ${await api.tokenOf(maria)}`)
    .field('options', JSON.stringify(options))
    .attach('file', Buffer.from(file), 'history.csv')
}

async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await api.db.pool.query<Row>(sql, values)).rows
}

const header = 'name,email,title,outcome,created_at,closed_at\n'

describe('POST /api/leads/import with outcomes', () => {
  it('closes leads as their rows say, scored as of their closing', async () => {
    const answer = await send(
      `${header}Ann,ann@acme.example,CEO,won,2024-01-10,2024-03-28T14:30:00Z
Bo,bo@acme.example,Intern,lost,2024-02-01,03/28/2024
Cy,cy@acme.example,CTO,,2024-05-01,2031-01-01\n`,
    )
    expect(answer.body).toMatchObject({
      created_count: 3,
      error_count: 0,
      outcomes: { won: 1, lost: 1 },
      mapping: { outcome: 'outcome', created_at: 'created_at', closed_at: 'closed_at' },
    })
    const leads = await rows(
      `select l.name, l.status, l.created_at, l.closed_at, l.scored_at = coalesce(l.closed_at, l.updated_at) as as_of,
              o.won, o.closed_at = l.closed_at as same_day, o.is_imported, o.score = l.current_score as same_score,
              o.scoring_model_id = l.scoring_model_id as same_version, h.created_at = l.scored_at as told_as_of,
              a.occurred_at = l.created_at as entered
         from leads l
         join score_history h on h.lead_id = l.id
         join activities a on a.lead_id = l.id and a.activity_type = 'lead_created'
         left join lead_outcomes o on o.lead_id = l.id
        where l.email like '%@acme.example' order by l.name`,
    )
    const closed = {
      same_day: true,
      is_imported: true,
      same_score: true,
      same_version: true,
      as_of: true,
      told_as_of: true,
      entered: true,
    }
    expect(leads).toMatchObject([
      { ...closed, name: 'Ann', status: 'won', won: true, closed_at: new Date('2024-03-28T14:30:00Z') },
      { ...closed, name: 'Bo', status: 'lost', won: false, created_at: new Date('2024-02-01T12:00:00Z') },
      { name: 'Cy', status: 'new', won: null, closed_at: null, created_at: new Date('2024-05-01T12:00:00Z') },
    ])
  })

  it('shows a ledger that sums to the score of a closed lead', async () => {
    const [lead] = await rows<{ id: string }>(`select id from leads where email = 'ann@acme.example'`)
    const { body } = await api.call('get', `/api/leads/${lead?.id}/score`, { as: maria })
    const sum = body.terms.reduce((total: number, term: { points: number }) => total + term.points, 0)
    expect(sum).toBe(body.total_score)
    expect(body.total_score).toBeGreaterThan(0)
  })

  it('keeps an outcome for leads that the status column closes', async () => {
    await send('name,email,status\nDi,di@status.example,won\nEd,ed@status.example,proposal\n')
    const found = await rows(
      `select l.name, o.won from leads l left join lead_outcomes o on o.lead_id = l.id
        where email like '%@status.example' order by name`,
    )
    expect(found).toEqual([
      { name: 'Di', won: true },
      { name: 'Ed', won: null },
    ])
  })

  it('refuses rows that cannot be meant, by their field, and keeps the others', async () => {
    const answer = await send(
      `name,email,status,outcome,created_at,closed_at
A,a@bad.example,proposal,won,,
B,b@bad.example,,won,2024-05-01,2024-04-01
C,c@bad.example,,lost,,04/05/2024
D,d@bad.example,,maybe,,
E,e@bad.example,,won,,2999-01-01
F,f@bad.example,won,won,,\n`,
    )
    expect(answer.body).toMatchObject({ created_count: 1, error_count: 5, outcomes: { won: 1, lost: 0 } })
    const fields = answer.body.errors.map((error: { field: string }) => error.field)
    expect(fields).toEqual(['status', 'closed_at', 'closed_at', 'outcome', 'closed_at'])
  })

  it('closes leads that are there and open, where an update has their outcome', async () => {
    await send(
      `name,email,title,created_at\nGil,gil@later.example,Clerk,2024-01-10\nHal,hal@later.example,Clerk,2024-01-10\n`,
    )
    const later = `${header}Gil,gil@later.example,CEO,won,,2024-03-28
Hal,hal@later.example,Clerk,,,2031-01-01
Gil,gil@later.example,CEO,lost,,2024-04-28\n`
    expect((await send(later)).body).toMatchObject({ skipped_count: 3, outcomes: { won: 0, lost: 0 } })
    const answer = await send(later.replace(/Gil.*lost.*\n$/, ''), { on_duplicate: 'update' })
    expect(answer.body).toMatchObject({ updated_count: 2, error_count: 0, outcomes: { won: 1, lost: 0 } })
    const again = await send(later, { on_duplicate: 'update' })
    expect(again.body).toMatchObject({ updated_count: 3, outcomes: { won: 0, lost: 0 } })
    const found = await rows(
      `select l.name, l.status, l.title, l.closed_at, o.won, o.is_imported, o.closed_at = l.closed_at as same_day,
              (select v.fields ->> 'title' || ' ' || (v.fields ->> 'status') from lead_profile_versions v
                where v.lead_id = l.id order by v.valid_until limit 1) as was,
              (select array_agg(a.description) from activities a
                where a.lead_id = l.id and a.activity_type = 'status_change') as steps
         from leads l left join lead_outcomes o on o.lead_id = l.id
        where l.email like '%@later.example' order by l.name`,
    )
    expect(found).toMatchObject([
      {
        name: 'Gil',
        status: 'won',
        title: 'CEO',
        closed_at: new Date('2024-03-28T12:00:00Z'),
        won: true,
        is_imported: false,
        same_day: true,
        was: 'Clerk new',
        steps: ['new → won: closed on 2024-03-28, by an import'],
      },
      { name: 'Hal', status: 'new', won: null, closed_at: null, steps: null },
    ])
  })

  it('updates a lead twice in one file, also in batches of their own', async () => {
    await send(`name,email,title\nIda,ida@twice.example,Clerk\n`)
    const others = Array.from({ length: 1_200 }, (_, at) => `Filler ${at},filler${at}@twice.example,x`)
    const file = ['name,email,title', 'Ida,ida@twice.example,Head', ...others, 'Ida,ida@twice.example,CEO']
    const answer = await send(file.join('\n'), { on_duplicate: 'update' })
    expect(answer.body).toMatchObject({ updated_count: 2, created_count: 1_200, error_count: 0 })
    const [ida] = await rows(
      `select l.title, array_agg(v.fields ->> 'title' order by v.valid_until) as were
         from leads l join lead_profile_versions v on v.lead_id = l.id
        where l.email = 'ida@twice.example' group by l.id`,
    )
    expect(ida).toEqual({ title: 'CEO', were: ['Clerk', 'Head'] })
  })

  it('counts outcomes in a dry run and writes none', async () => {
    const count = () => rows(`select count(*)::int as outcomes from lead_outcomes`)
    const before = await count()
    const file = 'name,stage of life\nA,Signed\nB,Gone\nC,\n'
    const options = {
      mapping: { name: 'name', 'stage of life': 'outcome' },
      history: { won_values: ['signed'] },
      dry_run: true,
    }
    expect((await send(file, options)).body).toMatchObject({
      outcomes: { won: 1, lost: 1 },
      created_count: 3,
    })
    expect(await count()).toEqual(before)
  })

  it('imports the history of a public data set of thousands of rows', async () => {
    const folder = path.resolve(import.meta.dirname, '../../test/data/bank_additional')
    const mapping = {
      y: 'outcome',
      age: 'metadata.age',
      job: 'metadata.job',
      euribor3m: 'metadata.euribor3m',
    }
    const options = { mapping, defaults: { name: 'Contact {row_id}' } }
    const { body } = await send(readFileSync(path.join(folder, 'train-3000.csv')), options)
    expect(body).toMatchObject({ created_count: 3000, error_count: 0 })
    expect(body.outcomes.won + body.outcomes.lost).toBe(3000)
    const [found] = await rows(
      `select count(*)::int as leads, count(*) filter (where o.won = (l.status = 'won'))::int as alike,
              count(*) filter (where o.closed_at = l.closed_at and l.created_at = l.closed_at)::int as dated
         from leads l join lead_outcomes o on o.lead_id = l.id where l.name like 'Contact %'`,
    )
    expect(found).toEqual({ leads: 3000, alike: 3000, dated: 3000 })
  })
})
