import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let [admin, manager, rita, omar]: TestUser[] = []
let lead: TestLead
let note: { id: string; content: string; created_at: string }

beforeAll(async () => {
  api = await testApi()
  admin = await api.build.user('bo', 'admin')
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
})
afterAll(() => api.close())
beforeEach(async () => {
  lead = await api.build.lead({ name: 'Ada Berg' })
  await api.build.assignment(lead, rita!)
  const body = { lead_id: lead.id, content: 'first', note_type: 'call' }
  note = (await api.call('post', '/api/notes', { as: rita!, body })).body
})

const edit = (as: TestUser | undefined, body: object, id = note.id) =>
  api.call('patch', `/api/notes/${id}`, { ...(as ? { as } : {}), body })
const stored = async () => (await api.call('get', `/api/leads/${lead.id}/notes`, { as: rita! })).body.items[0]

describe('PATCH /api/notes/:id (R106)', () => {
  it('lets the author change what is given and keeps the rest', async () => {
    const { status, body } = await edit(rita, { content: 'second' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: note.id,
      content: 'second',
      note_type: 'call',
      created_at: note.created_at,
    })
    expect(await stored()).toEqual(body)
    expect((await edit(rita, { note_type: 'email' })).body).toMatchObject({
      content: 'second',
      note_type: 'email',
    })
  })

  it('refuses everybody else who sees it, managers and admins too', async () => {
    await api.build.assignment(lead, omar!, false)
    for (const other of [admin, manager, omar]) {
      const { status, body } = await edit(other, { content: 'changed' })
      expect([status, body.type]).toEqual([403, 'not_allowed'])
    }
    expect(await stored()).toMatchObject({ content: 'first' })
  })

  it('hides it from a rep who does not see the lead', async () => {
    const unseen = await edit(omar, { content: 'changed' })
    expect([unseen.status, unseen.body.detail]).toEqual([404, 'Note not found'])
  })

  it('hides it from its author once the lead is out of sight', async () => {
    const { body } = await api.call('get', `/api/leads/${lead.id}/assignments`, { as: manager! })
    await api.call('delete', `/api/assignments/${body.items[0].id}`, { as: manager! })
    expect((await edit(rita, { content: 'changed' })).status).toBe(404)
  })

  it('refuses strangers, bad input and what does not exist', async () => {
    expect((await edit(undefined, { content: 'x' })).status).toBe(401)
    for (const body of [{}, { content: '' }, { content: null }, { lead_id: lead.id }, { note_type: 'fax' }]) {
      expect((await edit(rita, body)).status).toBe(400)
    }
    expect((await edit(rita, { content: 'x' }, 'x')).status).toBe(400)
    expect((await edit(rita, { content: 'x' }, lead.id)).status).toBe(404)
    expect(await stored()).toMatchObject({ content: 'first', note_type: 'call' })
  })
})
