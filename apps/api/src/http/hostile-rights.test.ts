import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseState } from '../../test/database-state.ts'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { openStream } from '../../test/open-stream.ts'
import { noticeFor } from '../../test/streamers.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { notify } from '../notifications/notify.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

let api: TestApi
let admin: TestUser
let manager: TestUser
let rep1: TestUser
let rep2: TestUser
let lead: TestLead
let assignmentId: string
let noteId: string
let noticeId: string
let sessionId: string
let verdictId: string
let jobId: string
const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
let activityText: string
const figures = { cells: 0 }
beforeAll(async () => {
  api = await testApi()
  admin = await api.build.user('ada', 'admin')
  manager = await api.build.user('mona', 'manager')
  rep1 = await api.build.user('rep1')
  rep2 = await api.build.user('rep2')
  lead = await api.build.lead({
    name: 'Secret Acme',
    company: 'c4n4ry',
    source: 'hidden-source',
    ownerId: rep1.id,
  })
  assignmentId = (await api.build.assignment(lead, rep1)).id
  await api.build.lead({ name: 'Own', ownerId: rep2.id })
  const body = { lead_id: lead.id, content: 'c4n4ry note' }
  noteId = (await api.call('post', '/api/notes', { as: rep1, body })).body.id
  activityText = 'c4n4ry call'
  await api
    .call('post', `/api/leads/${lead.id}/activity`, {
      as: rep1,
      body: { activity_type: 'call', description: activityText },
    })
    .expect(201)
  await api.db.transaction((tx) => notify(tx, [noticeFor(rep1, 'c4n4ry notice')]))
  noticeId = (await api.call('get', '/api/notifications', { as: rep1 })).body.items[0].id
  verdictId = (
    await api.call('post', `/api/leads/${lead.id}/verdicts`, {
      as: rep1,
      body: { verdict: 'too_low', reason: 'c4n4ry verdict' },
    })
  ).body.id
  jobId = await enqueueJob(api.db, { kind: 'impact', input: {}, requestedById: manager.id })
  sessionId = (await api.call('get', '/api/auth/sessions', { as: rep1 })).body.items[0].id
})
afterAll(async () => {
  await api.close()
  console.log(`rights: ${figures.cells} cells right of ${figures.cells}, nothing changed`)
})

async function refuses(as: TestUser, method: Method, path: string, status: number, body?: unknown) {
  // Signed in before the comparison: a session is a row as well.
  await api.tokenOf(as)
  const before = await databaseState(api.db)
  const answer = await api.call(method, `/api${path}`, { as, ...(body === undefined ? {} : { body }) })
  expect(answer.status, `${as.username} ${method} ${path} ${answer.text}`).toBe(status)
  expect(answer.text).not.toMatch(/c4n4ry|Secret Acme/)
  expect(await databaseState(api.db)).toEqual(before)
  figures.cells += 1
}

describe('the rows of somebody else (R056, R098)', () => {
  it('are not there for another rep, by whatever way', async () => {
    const path = `/leads/${lead.id}`
    const upper = `/leads/${lead.id.toUpperCase()}`
    for (const each of [path, upper]) {
      const comparison = '/score-comparison?from=2020-01-01T00:00:00Z'
      for (const part of [
        ...[
          '',
          '/score',
          '/score-history',
          '/activities',
          '/notes',
          '/assignments',
          '/verdicts',
          '/insights',
        ],
        ...['/scoring-facts', '/score-at?at=2126-01-01T00:00:00Z', comparison],
      ]) {
        await refuses(rep2, 'get', each + part, 404)
      }
      await refuses(rep2, 'post', `${each}/insights`, 404)
      await refuses(rep2, 'post', `${each}/verdicts`, 404, { verdict: 'right' })
      await refuses(rep2, 'put', `${each}/override`, 404, { score: 1, reason: 'x', expires_at: tomorrow })
      await refuses(rep2, 'delete', `${each}/override`, 404)
      await refuses(rep2, 'patch', each, 404, { name: 'Mine' })
      await refuses(rep2, 'put', each, 404, { name: 'Mine' })
      await refuses(rep2, 'put', `${each}/status`, 404, { status: 'won' })
      await refuses(rep2, 'post', `${each}/activity`, 404, { activity_type: 'call' })
      await refuses(rep2, 'delete', each, 403)
    }
    await refuses(rep2, 'post', '/notes', 404, { lead_id: lead.id, content: 'x' })
    await refuses(rep2, 'patch', `/notes/${noteId}`, 404, { content: 'x' })
    await refuses(rep2, 'delete', `/notes/${noteId}`, 404)
    await refuses(rep2, 'post', `/assignments/${assignmentId}/complete`, 404)
    await refuses(rep2, 'put', `/notifications/${noticeId}/read`, 404)
    await refuses(rep2, 'delete', `/auth/sessions/${sessionId}`, 404)
    await refuses(rep2, 'delete', `/verdicts/${verdictId}`, 404)
    await refuses(rep2, 'post', `/verdicts/${verdictId}/review`, 403, { note: 'x' })
    await refuses(rep2, 'get', `/queue?user_id=${rep1.id}`, 403)
    await refuses(rep2, 'post', `/queue/${lead.id}/done`, 404, { note: 'x' })
    await refuses(rep2, 'post', `/queue/${lead.id}/snooze`, 404, { until: tomorrow })
    await refuses(rep2, 'put', `/queue/${lead.id}/follow-up`, 404, { follow_up_at: tomorrow })
    await refuses(rep2, 'delete', `/queue/${lead.id}`, 404)
    await refuses(rep2, 'get', `/jobs/${jobId}`, 404)
    await refuses(rep2, 'post', `/jobs/${jobId}/cancel`, 404)
    await refuses(admin, 'put', `/notifications/${noticeId}/read`, 404)
    await refuses(admin, 'delete', `/auth/sessions/${sessionId}`, 404)
  })

  it('do not show in lists, searches, counts, sources and exports', async () => {
    const filters = [
      '',
      '?search=secret',
      '?search=c4n4ry',
      `?owner_id=${rep1.id}`,
      `?assignee_id=${rep1.id}`,
      '?source=hidden-source',
      '?unassigned=false&sort=name',
    ]
    for (const filter of filters) {
      for (const path of ['/leads', '/leads/export']) {
        const answer = await api.call('get', `/api${path}${filter}`, { as: rep2 }).expect(200)
        expect(answer.text).not.toMatch(/c4n4ry|Secret/)
        figures.cells += 1
      }
    }
    expect((await api.call('get', '/api/leads/counts', { as: rep2 })).body).toMatchObject({
      total: 1,
      unassigned: 0,
    })
    for (const path of [
      '/queue',
      '/report-card',
      '/learning',
      '/notifications',
      '/notifications/unread-count',
      '/auth/sessions',
      '/assignments/my-leads',
      '/assignments/my-leads?status=all',
    ]) {
      const { text } = await api.call('get', `/api${path}`, { as: rep2 }).expect(200)
      expect(text).not.toContain('c4n4ry')
      expect(text).not.toContain(sessionId)
      figures.cells += 1
    }
  })

  it('do not come through the stream', async () => {
    const stream = await openStream(api, await api.tokenOf(rep2), { lastEventId: '0' })
    await stream.until(({ event }) => event === 'unread')
    await api.db.transaction((tx) =>
      notify(tx, [noticeFor(rep1, 'not for rep2'), noticeFor(rep2, 'for rep2')]),
    )
    await stream.until(({ event }) => event === 'notification')
    stream.cut()
    expect(JSON.stringify(stream.events)).not.toMatch(/c4n4ry|not for rep2/)
  })
})

describe('what a role may not do (R090)', () => {
  it('stays undone by a rep', async () => {
    await refuses(rep1, 'post', '/assignments', 403, { lead_id: lead.id, user_id: rep1.id })
    await refuses(rep1, 'post', `/assignments/${assignmentId}/transfer`, 403, { user_id: rep2.id })
    await refuses(rep1, 'delete', `/assignments/${assignmentId}`, 403)
    await refuses(rep1, 'post', '/leads/import', 403)
    await refuses(rep1, 'delete', `/leads/${lead.id}`, 403)
    for (const path of ['/users', `/users/${admin.id}`, '/assignments/team', '/assignments/unassigned']) {
      await refuses(rep1, 'get', path, 403)
    }
    await refuses(rep1, 'post', '/leads', 403, { name: 'For rep2', owner_id: rep2.id })
  })

  it('stays undone by a manager who wants to be admin', async () => {
    const account = {
      email: 'x@example.com',
      username: 'xavier',
      full_name: 'X',
      password: 'four-brown-foxes-7',
    }
    await refuses(manager, 'patch', `/users/${manager.id}`, 403, { role: 'admin' })
    await refuses(manager, 'patch', `/users/${manager.id.toUpperCase()}`, 403, { role: 'admin' })
    await refuses(manager, 'post', '/users', 403, { ...account, role: 'admin' })
    await refuses(manager, 'post', '/auth/register', 403, { ...account, role: 'admin' })
    await refuses(manager, 'post', '/auth/register', 403, { ...account, role: 'manager' })
    await refuses(manager, 'patch', '/auth/me', 400, { full_name: 'M', role: 'admin' })
    await refuses(manager, 'patch', `/notes/${noteId}`, 403, { content: 'not mine' })
  })

  it('is no gift to a stranger who registers', async () => {
    const body = {
      email: 'S@Example.com',
      username: 'Stranger',
      full_name: 'S',
      password: 'four-brown-foxes-7',
      role: 'admin',
    }
    const { body: user } = await api.call('post', '/api/auth/register', { body }).expect(201)
    expect(user).toMatchObject({ role: 'sales_rep', email: 's@example.com', username: 'stranger' })
  })
})

const forbidden = { id: '0198f000-0000-7000-8000-000000000000', role: 'admin', owner_id: '0198f000-0000-7000-8000-000000000000', current_score: 100, classification: 'hot', created_at: '2020-01-01T00:00:00Z', updated_at: '2020-01-01T00:00:00Z', is_active: true, hashed_password: 'x', user_id: '0198f000-0000-7000-8000-000000000000', author_id: '0198f000-0000-7000-8000-000000000000', created_by_id: '0198f000-0000-7000-8000-000000000000', locked_until: null, score: 100, status: 'won', version: 99 } // biome-ignore format: a table

it('sets no field that is not one of an input (mass assignment)', async () => {
  const inputs: [TestUser, Method, string, Record<string, unknown>, string[]][] = [
    [rep1, 'post', '/leads', { name: 'a' }, ['owner_id', 'status']],
    [rep1, 'patch', `/leads/${lead.id}`, { name: 'a' }, ['version']],
    [rep1, 'put', `/leads/${lead.id}/status`, { status: 'contacted' }, ['status']],
    [rep1, 'post', `/leads/${lead.id}/activity`, { activity_type: 'call' }, []],
    [rep1, 'post', '/notes', { lead_id: lead.id, content: 'a' }, []],
    [rep1, 'patch', `/notes/${noteId}`, { content: 'a' }, []],
    [rep1, 'patch', '/auth/me', { full_name: 'a' }, []],
    [admin, 'patch', `/users/${rep2.id}`, { full_name: 'a' }, ['role', 'is_active']],
    [manager, 'post', '/assignments', { lead_id: lead.id, user_id: rep2.id }, ['user_id']],
    [manager, 'post', `/assignments/${assignmentId}/transfer`, { user_id: rep2.id }, ['user_id']],
  ]
  for (const [as, method, path, body, known] of inputs) {
    for (const [field, value] of Object.entries(forbidden)) {
      if (!known.includes(field)) await refuses(as, method, path, 400, { ...body, [field]: value })
    }
  }
})

describe('a right that was taken away', () => {
  it('is gone with the next request of the one who was demoted', async () => {
    for (const idOf of [(id: string) => id, (id: string) => id.toUpperCase()]) {
      const boss = await api.build.user(`boss${figures.cells}`, 'manager')
      await api.call('get', '/api/users', { as: boss }).expect(200)
      await api
        .call('patch', `/api/users/${idOf(boss.id)}`, { as: admin, body: { role: 'sales_rep' } })
        .expect(200)
      await refuses(boss, 'get', '/users', 403)
    }
  })

  it('is gone with the next request of the one who was deactivated', async () => {
    for (const idOf of [(id: string) => id, (id: string) => id.toUpperCase()]) {
      const gone = await api.build.user(`gone${figures.cells}`)
      await api.call('get', '/api/auth/me', { as: gone }).expect(200)
      await api
        .call('patch', `/api/users/${idOf(gone.id)}`, { as: admin, body: { is_active: false } })
        .expect(200)
      await refuses(gone, 'get', '/auth/me', 401)
      await refuses(gone, 'post', '/leads', 401, { name: 'still here' })
    }
  })

  it('is never that of the last admin, however the id is written', async () => {
    for (const id of [admin.id, admin.id.toUpperCase()]) {
      await refuses(admin, 'patch', `/users/${id}`, 409, { role: 'manager' })
      await refuses(admin, 'patch', `/users/${id}`, 409, { is_active: false })
    }
  })
})
