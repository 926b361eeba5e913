import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let [admin, manager, rita, omar]: TestUser[] = []
let lead: TestLead
let noteId: string

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
  const body = { lead_id: lead.id, content: 'first' }
  noteId = (await api.call('post', '/api/notes', { as: rita!, body })).body.id
})

const remove = (as?: TestUser, id = noteId) => api.call('delete', `/api/notes/${id}`, as ? { as } : {})
const total = async () => (await api.call('get', `/api/leads/${lead.id}/notes`, { as: rita! })).body.total

describe('DELETE /api/notes/:id (R106)', () => {
  it.each(['author', 'admin'])('lets the %s delete it', async (who) => {
    const { status, text } = await remove(who === 'author' ? rita : admin)
    expect([status, text, await total()]).toEqual([204, '', 0])
    expect((await remove(rita)).status).toBe(404)
    const timeline = await api.call('get', `/api/leads/${lead.id}/activities`, { as: rita! })
    const types = timeline.body.items.map((entry: { activity_type: string }) => entry.activity_type)
    expect(types).not.toContain('note')
  })

  it('refuses a manager, and a rep who only helps', async () => {
    await api.build.assignment(lead, omar!, false)
    for (const other of [manager, omar]) {
      const { status, body } = await remove(other)
      expect([status, body.type]).toEqual([403, 'not_allowed'])
    }
    expect(await total()).toBe(1)
  })

  it('hides it from a rep who does not see the lead', async () => {
    const unseen = await remove(omar)
    expect([unseen.status, unseen.body.detail]).toEqual([404, 'Note not found'])
    expect(await total()).toBe(1)
  })

  it('refuses strangers, broken ids and what does not exist', async () => {
    expect((await remove()).status).toBe(401)
    expect((await remove(rita, 'x')).status).toBe(400)
    expect((await remove(rita, lead.id)).status).toBe(404)
    expect(await total()).toBe(1)
  })
})
