import { randomUUID } from 'node:crypto'
import { scoringPresets } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import { auditTrail } from '../../test/audit-trail.ts'
import type { TestUser } from '../../test/factories.ts'
import { ownTestApi } from '../../test/test-api.ts'
import { publishDueDrafts } from './publish-due-drafts.ts'

const { b2b } = scoringPresets
const hour = 3_600_000

async function scene() {
  let now = Date.now()
  const clock = () => new Date(now)
  const api = await ownTestApi({ clock })
  const ada = await api.build.user('ada', 'admin')
  const alma = await api.build.user('alma', 'admin')
  const max = await api.build.user('max', 'manager')
  const trail = await auditTrail(api, alma)
  const draft = async (): Promise<string> =>
    (await api.call('post', '/api/scoring/drafts', { as: ada, body: { name: 'Spring' } }).expect(201)).body.id
  const schedule = (id: string, hours: number, more: object = {}, as: TestUser = ada) =>
    api.call('post', `/api/scoring/drafts/${id}/schedule`, {
      as,
      body: {
        revision: 1,
        reason: 'Spring fair',
        publish_at: new Date(now + hours * hour).toISOString(),
        ...more,
      },
    })
  const read = async (id: string) => (await api.call('get', `/api/scoring/drafts/${id}`, { as: max })).body
  const versions = async () => (await api.call('get', '/api/scoring/versions', { as: max })).body.items
  const noticesOf = async (as: TestUser) => (await api.call('get', '/api/notifications', { as })).body.items
  const later = (hours: number) => {
    now += hours * hour
  }
  const publishDue = () => publishDueDrafts(api.db, clock())
  return { api, ada, alma, max, trail, draft, schedule, read, versions, noticesOf, later, publishDue }
}

describe('POST /api/scoring/drafts/:id/schedule', () => {
  it('publishes the draft when its moment has come, in the name of who gave it', async () => {
    const { api, ada, trail, draft, schedule, read, versions, noticesOf, max, later, publishDue } =
      await scene()
    const id = await draft()
    await trail.news()
    const { body } = await schedule(id, 2).expect(200)
    expect(body).toMatchObject({ reason: 'Spring fair', scheduled_by: { full_name: 'Ada' }, problem: null })
    expect(await read(id)).toEqual(body)
    expect(await trail.only()).toMatchObject({
      action: 'scoring_draft_scheduled',
      before: { publish_at: null },
      after: { publish_at: body.publish_at, revision: 1, reason: 'Spring fair' },
    })

    later(1.99)
    expect(await publishDue()).toEqual({ published: 0, refused: 0 })
    expect(await versions()).toHaveLength(1)
    later(0.02)
    expect(await Promise.all([publishDue(), publishDue()])).toContainEqual({ published: 1, refused: 0 })
    const [version, ...older] = await versions()
    expect(older).toHaveLength(1)
    expect(version).toMatchObject({
      version: 2,
      name: 'Spring',
      is_active: true,
      reason: 'Spring fair',
      author: { id: ada.id },
    })
    await api.call('get', `/api/scoring/drafts/${id}`, { as: ada }).expect(404)
    expect(await trail.only()).toMatchObject({
      action: 'scoring_published',
      actor: { id: ada.id },
      user_agent: 'schedule',
      entity_id: version.id,
    })
    expect(await noticesOf(max)).toMatchObject([{ notification_type: 'scoring_published' }])
    expect(await publishDue()).toEqual({ published: 0, refused: 0 })
  })

  it.each([
    [
      'is deactivated',
      'Ada, who scheduled it, is deactivated',
      'update users set is_active = false where id = $1',
    ],
    [
      'is no admin any more',
      'Ada, who scheduled it, is no longer an admin',
      `update users set role = 'manager' where id = $1`,
    ],
    ['is gone', 'nobody stands for it any more', 'delete from users where id = $1'],
  ])('refuses when whoever gave the date %s, and tells the managers', async (_case, words, sql) => {
    const { api, ada, max, trail, draft, schedule, read, versions, noticesOf, later, publishDue } =
      await scene()
    const id = await draft()
    await schedule(id, 1).expect(200)
    await api.db.pool.query(sql, [ada.id])
    await trail.news()
    later(1)
    expect(await publishDue()).toEqual({ published: 0, refused: 1 })
    expect(await versions()).toHaveLength(1)
    const refused = await read(id)
    expect(refused).toMatchObject({
      publish_at: null,
      scheduled_by: null,
      problem: expect.stringContaining(words),
    })
    expect(await noticesOf(max)).toMatchObject([
      {
        notification_type: 'scoring_not_published',
        title: 'Not published: Spring',
        message: refused.problem,
      },
    ])
    expect(await trail.only()).toMatchObject({
      action: 'scoring_draft_unscheduled',
      actor: null,
      after: { problem: refused.problem },
    })
    expect(await publishDue()).toEqual({ published: 0, refused: 0 })
    expect(await noticesOf(max)).toHaveLength(1)
  })

  it('refuses when the rules do not hold any more, and publishes the other drafts', async () => {
    const { api, ada, draft, schedule, read, versions, later, publishDue } = await scene()
    const [broken, good] = [await draft(), await draft()]
    await schedule(broken, 1).expect(200)
    await schedule(good, 1).expect(200)
    await api.db.pool.query(
      `update scoring_drafts set document = jsonb_set(document, '{rules,0,maxCount}', '0') where id = $1`,
      [broken],
    )
    later(1)
    expect(await publishDue()).toEqual({ published: 1, refused: 1 })
    expect(await versions()).toHaveLength(2)
    const { problem, revision, document } = await read(broken)
    expect(problem).toContain(`Rule "${b2b.rules[0]?.label}" (${b2b.rules[0]?.id})`)
    const body = { revision, document: { ...document, rules: b2b.rules } }
    const saved = await api.call('put', `/api/scoring/drafts/${broken}`, { as: ada, body }).expect(200)
    expect(saved.body.problem).toBeNull()
  })

  it('refuses the past, another revision and who may not, and changes nothing', async () => {
    const { api, max, draft, schedule, read } = await scene()
    const id = await draft()
    const before = await read(id)
    expect((await schedule(id, -1).expect(400)).body.errors[0].field).toBe('publish_at')
    expect((await schedule(id, 0).expect(400)).body.errors[0].field).toBe('publish_at')
    await schedule(id, 1, { publish_at: 'tomorrow' }).expect(400)
    await schedule(id, 1, { reason: '' }).expect(400)
    expect((await schedule(id, 1, { revision: 2 }).expect(409)).body.type).toBe('draft_changed')
    await schedule(id, 1, {}, max).expect(403)
    await schedule(id, 1, {}, await api.build.user('rita')).expect(403)
    await schedule(randomUUID(), 1).expect(404)
    await api.call('post', `/api/scoring/drafts/${id}/schedule`, { body: {} }).expect(401)
    expect(await read(id)).toEqual(before)
  })
})

describe('DELETE /api/scoring/drafts/:id/schedule', () => {
  it('takes the date back, and a second time changes nothing', async () => {
    const { api, ada, max, trail, draft, schedule, versions, later, publishDue } = await scene()
    const id = await draft()
    const { publish_at } = (await schedule(id, 1).expect(200)).body
    await trail.news()
    const unschedule = (as: TestUser) => api.call('delete', `/api/scoring/drafts/${id}/schedule`, { as })
    await unschedule(max).expect(403)
    const { body } = await unschedule(ada).expect(200)
    expect(body).toMatchObject({ publish_at: null, scheduled_by: null, reason: 'Spring fair' })
    expect((await trail.news()).at(-1)).toMatchObject({
      action: 'scoring_draft_unscheduled',
      actor: { id: ada.id },
      before: { publish_at },
    })
    expect((await unschedule(ada).expect(200)).body).toEqual(body)
    expect(await trail.news()).toEqual([])
    later(2)
    expect(await publishDue()).toEqual({ published: 0, refused: 0 })
    expect(await versions()).toHaveLength(1)
    await api.call('delete', `/api/scoring/drafts/${randomUUID()}/schedule`, { as: ada }).expect(404)
    await api.call('delete', `/api/scoring/drafts/${id}/schedule`).expect(401)
  })
})
