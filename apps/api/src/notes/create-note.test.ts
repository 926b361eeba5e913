import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

let api: TestApi
let [manager, rita, omar]: TestUser[] = []
let lead: TestLead

beforeAll(async () => {
  api = await testApi()
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
})
afterAll(() => api.close())
beforeEach(async () => {
  lead = await api.build.lead({ name: 'Ada Berg' })
  await api.build.assignment(lead, rita!)
})

const write = (as: TestUser | undefined, body: object) =>
  api.call('post', '/api/notes', { ...(as ? { as } : {}), body })

const told = statement<{ user_id: string; notification_type: string; title: string; message: string }>(
  'test_told',
  'select user_id, notification_type, title, message from notifications where lead_id = $1',
)
const written = statement<{ notes: number; activities: number }>(
  'test_written',
  `select (select count(*)::int from notes where lead_id = $1) as notes,
          (select count(*)::int from activities where lead_id = $1) as activities`,
)
const countsOf = async (id = lead.id) => (await api.db.sql(written, [id]))[0]

describe('POST /api/notes (R106)', () => {
  it('writes a note with its author and an entry in the timeline', async () => {
    const { status, body } = await write(rita, {
      lead_id: lead.id,
      note_type: 'call',
      content: ' Wants a demo ',
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      id: expect.any(String),
      lead_id: lead.id,
      note_type: 'call',
      content: 'Wants a demo',
      author: { id: rita!.id, full_name: 'Rita' },
      created_at: expect.any(String),
      updated_at: body.created_at,
    })
    const timeline = await api.call('get', `/api/leads/${lead.id}/activities`, { as: rita! })
    expect(timeline.body.items).toMatchObject([
      { activity_type: 'note', description: null, user: { id: rita!.id }, points_awarded: 0 },
    ])
  })

  it('tells the owner what somebody else wrote, and nobody about an own note', async () => {
    await write(rita, { lead_id: lead.id, content: 'mine' })
    await write(manager, { lead_id: lead.id, content: 'Please call' })
    expect(await api.db.sql(told, [lead.id])).toEqual([
      {
        user_id: rita!.id,
        notification_type: 'note_added',
        title: 'New note on Ada Berg',
        message: 'Marta: Please call',
      },
    ])
  })

  it('tells nobody about a lead without an owner', async () => {
    const free = await api.build.lead()
    expect((await write(manager, { lead_id: free.id, content: 'nobody' })).status).toBe(201)
    expect(await api.db.sql(told, [free.id])).toEqual([])
  })

  it('shortens a long note in the notice without cutting a character in two', async () => {
    const content = `${'x'.repeat(199)}🦊${'y'.repeat(300)}`
    expect((await write(manager, { lead_id: lead.id, content })).body.content).toBe(content)
    const notices = await api.call('get', '/api/notifications', { as: rita! })
    expect(notices.body.items[0].message).toMatch(/: x{199}🦊$/u)
  })

  it('takes 5000 characters and is general unless said otherwise', async () => {
    const { status, body } = await write(rita, { lead_id: lead.id, content: 'x'.repeat(5000) })
    expect([status, body.note_type]).toEqual([201, 'general'])
  })

  it.each([
    ['too long a text', { content: 'x'.repeat(5001) }],
    ['an empty text', { content: '  ' }],
    ['half a character', { content: '\ud800' }],
    ['a number', { content: 5 }],
    ['an unknown kind', { content: 'ok', note_type: 'fax' }],
    ['an unknown field', { content: 'ok', author_id: '019a0000-0000-7000-8000-000000000000' }],
    ['a broken id', { content: 'ok', lead_id: 'x' }],
  ])('refuses %s', async (_, body) => {
    expect((await write(rita, { lead_id: lead.id, ...body })).status).toBe(400)
    expect(await countsOf()).toEqual({ notes: 0, activities: 0 })
  })

  it('hides leads that the author may not see', async () => {
    expect((await write(undefined, { lead_id: lead.id, content: 'ok' })).status).toBe(401)
    const unseen = await write(omar, { lead_id: lead.id, content: 'ok' })
    expect([unseen.status, unseen.body.detail]).toEqual([404, 'Lead not found'])
    expect(await countsOf()).toEqual({ notes: 0, activities: 0 })
  })
})
