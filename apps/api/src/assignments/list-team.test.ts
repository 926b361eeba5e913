import { describe, expect, it } from 'vitest'
import { ownTestApi } from '../../test/test-api.ts'

describe('GET /api/assignments/team (R114)', () => {
  it('counts what each rep has in hand by class, and what is completed', async () => {
    const api = await ownTestApi()
    const manager = await api.build.user('marta', 'manager')
    const rita = await api.build.user('rita')
    const omar = await api.build.user('omar')
    const gone = await api.build.user('gone', 'sales_rep', false)
    for (const score of [90, 85, 60, 10]) await api.build.assignment(await api.build.lead({ score }), rita)
    const done = await api.build.assignment(await api.build.lead({ score: 99 }), rita)
    await api.call('post', `/api/assignments/${done.id}/complete`, { as: rita })
    await api.build.assignment(await api.build.lead({ score: 55 }), omar)

    const { status, body } = await api.call('get', '/api/assignments/team', { as: manager })
    expect(status).toBe(200)
    const none = { active: 0, hot: 0, warm: 0, cold: 0, completed: 0 }
    expect(body.items).toEqual([
      {
        ...none,
        user: { id: omar.id, full_name: 'Omar', username: 'omar', is_active: true },
        active: 1,
        warm: 1,
      },
      {
        user: { id: rita.id, full_name: 'Rita', username: 'rita', is_active: true },
        active: 4,
        hot: 2,
        warm: 1,
        cold: 1,
        completed: 1,
      },
      { ...none, user: { id: gone.id, full_name: 'Gone', username: 'gone', is_active: false } },
    ])
  })

  it('is for managers and admins, and takes no query', async () => {
    const api = await ownTestApi()
    const manager = await api.build.user('marta', 'manager')
    const rep = await api.build.user('rita')
    expect((await api.call('get', '/api/assignments/team')).status).toBe(401)
    expect((await api.call('get', '/api/assignments/team', { as: rep })).status).toBe(403)
    const odd = await api.call('get', '/api/assignments/team', { as: manager, query: { role: 'admin' } })
    expect(odd.status).toBe(400)
  })
})
