import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
  await userWithPassword(api, 'dana')
  await userWithPassword(api, 'omar', { role: 'admin' })
})
afterAll(() => api.close())

const currentId = async (token: string) => {
  const { body } = await api.request.get('/api/auth/sessions').set('authorization', `Bearer ${token}`)
  return body.items.find((item: { is_current: boolean }) => item.is_current).id as string
}
const end = (id: string, token: string) =>
  api.request.delete(`/api/auth/sessions/${id}`).set('authorization', `Bearer ${token}`)

describe('DELETE /api/auth/sessions/:id (R084)', () => {
  it('ends another session of the same user at once', async () => {
    const [phone, laptop] = [await signInAs(api, 'dana'), await signInAs(api, 'dana')]
    expect(await statusWith(api, phone.access_token)).toBe(200)
    await end(await currentId(phone.access_token), laptop.access_token).expect(204)
    expect(await statusWith(api, phone.access_token)).toBe(401)
    expect(await statusWith(api, laptop.access_token)).toBe(200)
  })

  it('does not find the session of somebody else, for an admin neither', async () => {
    const [hers, his] = [await signInAs(api, 'dana'), await signInAs(api, 'omar')]
    await end(await currentId(hers.access_token), his.access_token).expect(404)
    expect(await statusWith(api, hers.access_token)).toBe(200)
  })

  it('does not find one that has ended or never was, and refuses an id that is none', async () => {
    const [phone, laptop] = [await signInAs(api, 'dana'), await signInAs(api, 'dana')]
    const id = await currentId(phone.access_token)
    await end(id, laptop.access_token).expect(204)
    await end(id, laptop.access_token).expect(404)
    await end(randomUUID(), laptop.access_token).expect(404)
    await end('7', laptop.access_token).expect(400)
    await api.call('delete', `/api/auth/sessions/${id}`).expect(401)
  })
})
