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
  const notice = { type: 'note_added' as const, message: 'm', link: null, leadId: null }
  await notify(
    api.db,
    [rita, rita, rita, omar].map((user, index) => ({ ...notice, userId: user!.id, title: `n${index}` })),
  )
})
afterAll(() => api.close())

const unread = async (as: TestUser) =>
  (await api.call('get', '/api/notifications/unread-count', { as })).body as { count: number }
const newest = async (as: TestUser) => (await api.call('get', '/api/notifications', { as })).body.items[0]

describe('PUT /api/notifications/:id/read (R118)', () => {
  it('marks one as read and keeps the first time when asked again', async () => {
    const { id } = await newest(rita!)
    const first = await api.call('put', `/api/notifications/${id}/read`, { as: rita! })
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ id, is_read: true, read_at: expect.any(String) })
    const second = await api.call('put', `/api/notifications/${id}/read`, { as: rita! })
    expect(second.body.read_at).toBe(first.body.read_at)
    expect(await unread(rita!)).toEqual({ count: 2 })
  })

  it('hides the notifications of others', async () => {
    const { id } = await newest(omar!)
    const foreign = await api.call('put', `/api/notifications/${id}/read`, { as: rita! })
    expect([foreign.status, foreign.body.detail]).toEqual([404, 'Notification not found'])
    expect(await unread(omar!)).toEqual({ count: 1 })
  })

  it('refuses strangers, broken ids and a body', async () => {
    const { id } = await newest(rita!)
    expect((await api.call('put', `/api/notifications/${id}/read`)).status).toBe(401)
    expect((await api.call('put', '/api/notifications/x/read', { as: rita! })).status).toBe(400)
    const body = { is_read: false }
    expect((await api.call('put', `/api/notifications/${id}/read`, { as: rita!, body })).status).toBe(400)
  })
})

describe('GET /api/notifications/unread-count (R118)', () => {
  it('counts the own ones', async () => {
    expect([await unread(rita!), await unread(omar!)]).toEqual([{ count: 2 }, { count: 1 }])
    expect((await api.call('get', '/api/notifications/unread-count')).status).toBe(401)
  })
})

describe('PUT /api/notifications/read-all (R118)', () => {
  it('marks all own ones as read and nobody else’s', async () => {
    const { status, body } = await api.call('put', '/api/notifications/read-all', { as: rita! })
    expect([status, body]).toEqual([200, { count: 0 }])
    const { items } = (await api.call('get', '/api/notifications', { as: rita! })).body
    expect(items.every((item: { is_read: boolean; read_at: string }) => item.is_read && item.read_at)).toBe(
      true,
    )
    expect(await unread(omar!)).toEqual({ count: 1 })
    expect((await api.call('put', '/api/notifications/read-all')).status).toBe(401)
  })
})
