import { randomUUID } from 'node:crypto'
import { dealershipModel, scoringPresets } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import { auditTrail } from '../../test/audit-trail.ts'
import type { TestUser } from '../../test/factories.ts'
import { ownTestApi } from '../../test/test-api.ts'

/** Version 1 is the preset of a new workspace, version 2 the rules of a dealership. */
async function scene() {
  const api = await ownTestApi()
  const ada = await api.build.user('ada', 'admin')
  const max = await api.build.user('max', 'manager')
  const draft = await api
    .call('post', '/api/scoring/drafts', { as: ada, body: { document: dealershipModel } })
    .expect(201)
  await api
    .call('post', `/api/scoring/drafts/${draft.body.id}/publish`, {
      as: ada,
      body: { revision: 1, reason: 'We sell cars now' },
    })
    .expect(201)
  const versions = async () => (await api.call('get', '/api/scoring/versions', { as: max })).body.items
  const [cars, preset] = await versions()
  const restore = (id: string, body: object = { reason: 'It was better' }, as: TestUser = ada) =>
    api.call('post', `/api/scoring/versions/${id}/restore`, { as, body })
  return { api, ada, max, cars, preset, versions, restore }
}

describe('POST /api/scoring/versions/:id/restore', () => {
  it('rolls back by a new version that repeats the old one', async () => {
    const { api, ada, max, cars, preset, restore } = await scene()
    const trail = await auditTrail(api, ada)
    const { body } = await restore(preset.id).expect(201)
    expect(body).toMatchObject({
      version: 3,
      name: preset.name,
      is_active: true,
      restores_version: 1,
      reason: 'It was better',
      author: { full_name: 'Ada' },
    })
    const whole = async (id: string) =>
      (await api.call('get', `/api/scoring/versions/${id}`, { as: max }).expect(200)).body
    expect((await whole(body.id)).document).toEqual(scoringPresets.b2b)
    expect(await whole(preset.id)).toMatchObject({ version: 1, is_active: false, restores_version: null })
    expect((await whole(cars.id)).document).toEqual(dealershipModel)
    expect(await trail.only()).toMatchObject({
      action: 'scoring_rolled_back',
      entity_id: body.id,
      after: { version: 3, restores_version: 1, reason: 'It was better' },
    })
    const { items } = (await api.call('get', '/api/notifications', { as: max })).body
    expect(items[0].message).toBe('Ada went back to version 1: It was better')
  })

  it('brings back what was learned, with its weight', async () => {
    const { api, max, cars, restore } = await scene()
    await api.db.pool.query(`
      with learned as (
        insert into learned_models (card, points_per_doubling, point_offset, weight, options, figures, rows, won,
                                    outcomes_from, outcomes_to)
        values ('{"features": []}', 8.5, 20.25, 0.6, '{}', '{}', 300, 150, now(), now()) returning id
      )
      update scoring_models set learned_model_id = (select id from learned), learned_weight = 0.6 where version = 1`)
    const [, preset] = (await api.call('get', '/api/scoring/versions', { as: max })).body.items
    const { body } = await restore(preset.id).expect(201)
    expect(body.learned).toEqual({ id: expect.any(String), number: 1, weight: 0.6 })
    expect((await api.call('get', '/api/scoring/versions/active', { as: max })).body).toMatchObject({
      id: body.id,
      card: { features: [] },
      scale: { pointsPerDoubling: 8.5, offset: 20.25 },
    })
    await restore(cars.id).expect(201)
    expect((await api.call('get', '/api/scoring/versions/active', { as: max })).body).toMatchObject({
      learned: null,
      card: null,
      scale: null,
    })
  })

  it('refuses what is in force already, also under another number', async () => {
    const { cars, preset, versions, restore } = await scene()
    expect((await restore(cars.id).expect(409)).body.type).toBe('version_active')
    await restore(preset.id).expect(201)
    const before = await versions()
    expect((await restore(preset.id).expect(409)).body).toMatchObject({
      type: 'version_active',
      detail: 'Version 1 is in force already: version 3 is the same',
    })
    expect(await versions()).toEqual(before)
  })

  it('lets one of two who roll back at once do so', async () => {
    const { preset, versions, restore } = await scene()
    const answers = await Promise.all([restore(preset.id), restore(preset.id)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect(await versions()).toHaveLength(3)
  })

  it('is for admins, with a reason, and for versions that exist', async () => {
    const { api, max, preset, versions, restore } = await scene()
    const before = await versions()
    await restore(preset.id, { reason: 'x' }, max).expect(403)
    await restore(preset.id, { reason: 'x' }, await api.build.user('rita')).expect(403)
    await restore(preset.id, {}).expect(400)
    await restore(randomUUID()).expect(404)
    await restore('nonsense').expect(400)
    await api
      .call('post', `/api/scoring/versions/${preset.id}/restore`, { body: { reason: 'x' } })
      .expect(401)
    expect(await versions()).toEqual(before)
    await api.call('get', `/api/scoring/versions/${randomUUID()}`, { as: max }).expect(404)
  })
})
