import { describe, expect, it } from 'vitest'
import { ownTestApi } from '../../test/test-api.ts'

describe('GET /api/leads/:id/assignments', () => {
  it('shows who worked on a lead, newest first, to those who see the lead', async () => {
    const api = await ownTestApi()
    const manager = await api.build.user('marta', 'manager')
    const [rita, omar] = [await api.build.user('rita'), await api.build.user('omar')]
    const lead = await api.build.lead()
    const path = `/api/leads/${lead.id}/assignments`
    const first = await api.call('post', '/api/assignments', {
      as: manager,
      body: { lead_id: lead.id, user_id: rita.id },
    })
    expect((await api.call('get', path, { as: rita })).body.items).toEqual([first.body])
    const second = await api.call('post', `/api/assignments/${first.body.id}/transfer`, {
      as: manager,
      body: { user_id: omar.id },
    })
    const { status, body } = await api.call('get', path, { as: omar })
    expect(status).toBe(200)
    expect(body.items).toMatchObject([
      { id: second.body.id, status: 'active', user: { full_name: 'Omar' }, ended_at: null },
      { id: first.body.id, status: 'transferred', user: { full_name: 'Rita' }, ended_at: expect.any(String) },
    ])
    expect((await api.call('get', path, { as: rita })).status).toBe(404)
    expect((await api.call('get', path)).status).toBe(401)
    expect((await api.call('get', '/api/leads/x/assignments', { as: manager })).status).toBe(400)
    expect((await api.call('get', `/api/leads/${rita.id}/assignments`, { as: manager })).status).toBe(404)
  })
})
