import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { notify } from './notify.ts'

let api: TestApi
let [rita, omar]: TestUser[] = []

beforeAll(async () => {
  api = await testApi()
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
  for (const title of ['first', 'second', 'third']) await tell(rita, title)
  await tell(omar, 'foreign')
})
afterAll(() => api.close())

const tell = (user: TestUser, title: string) =>
  notify(api.db, [
    { userId: user.id, type: 'note_added', title, message: 'm', link: '/leads/x', leadId: null },
  ])

const list = (as: TestUser | undefined, query: Record<string, string> = {}) =>
  api.call('get', '/api/notifications', { ...(as ? { as } : {}), query })
const titles = (items: { title: string }[]) => items.map((item) => item.title)

describe('GET /api/notifications (R118)', () => {
  it('lists the own ones, newest first', async () => {
    const { status, body } = await list(rita)
    expect(status).toBe(200)
    expect(titles(body.items)).toEqual(['third', 'second', 'first'])
    expect(body).toMatchObject({ total: 3, next_cursor: null })
    expect(body.items[0]).toEqual({
      id: expect.any(String),
      seq: expect.any(Number),
      notification_type: 'note_added',
      title: 'third',
      message: 'm',
      link: '/leads/x',
      lead_id: null,
      is_read: false,
      read_at: null,
      created_at: expect.any(String),
    })
  })

  it('walks by cursor, also when a new one comes in between', async () => {
    const first = await list(rita, { per_page: '2' })
    await tell(rita!, 'fourth')
    const second = await list(rita, { per_page: '2', cursor: first.body.next_cursor })
    expect(titles([...first.body.items, ...second.body.items])).toEqual(['third', 'second', 'first'])
  })

  it('leaves out what is read when asked for the unread', async () => {
    const [newest] = (await list(rita)).body.items
    await api.call('put', `/api/notifications/${newest.id}/read`, { as: rita! })
    const { body } = await list(rita, { unread_only: 'true' })
    expect(titles(body.items)).not.toContain(newest.title)
    expect(body.total).toBe((await list(rita, { unread_only: 'false' })).body.total - 1)
  })

  it('refuses strangers and bad queries', async () => {
    expect((await list(undefined)).status).toBe(401)
    const bad: Record<string, string>[] = [{ unread_only: 'yes' }, { cursor: 'x' }, { user_id: omar!.id }]
    for (const query of bad) {
      expect((await list(rita, query)).status).toBe(400)
    }
  })
})
