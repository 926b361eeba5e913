import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditTrail, auditTrail } from '../../test/audit-trail.ts'
import { databaseState } from '../../test/database-state.ts'
import type { TestUser } from '../../test/factories.ts'
import { password, signInAs, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let trail: AuditTrail
let ada: TestUser
let mona: TestUser
let rita: TestUser
let omar: TestUser
beforeAll(async () => {
  api = await testApi()
  ada = await api.build.user('ada', 'admin')
  mona = await api.build.user('mona', 'manager')
  rita = await userWithPassword(api, 'rita')
  omar = await api.build.user('omar')
  trail = await auditTrail(api, ada)
})
afterAll(() => api.close())

type Method = 'post' | 'put' | 'patch' | 'delete'
const send = (as: TestUser, method: Method, path: string, body?: object) =>
  api.call(method, `/api${path}`, { as, ...(body ? { body } : {}) })
const byHand = (user: TestUser) => ({ id: user.id, full_name: user.full_name })

describe('changes of leads', () => {
  it('tell who created what, from where (R066)', async () => {
    const answer = await send(rita, 'post', '/leads', { name: 'Acme', metadata: { plan: 'pro' } })
      .set('user-agent', 'a browser')
      .set('x-request-id', 'request-7')
    expect(await trail.only()).toMatchObject({
      action: 'lead_created',
      actor: byHand(rita),
      entity_type: 'lead',
      entity_id: answer.body.id,
      entity_name: 'Acme',
      before: null,
      after: { name: 'Acme', source: 'other', status: 'new', owner_id: rita.id, 'metadata.plan': 'pro' },
      ip: expect.stringMatching(/127\.0\.0\.1/),
      user_agent: 'a browser',
      request_id: 'request-7',
    })
  })

  it('tell what a change changed, and nothing else', async () => {
    const lead = await api.build.lead({ name: 'Globex', company: 'Globex', ownerId: rita.id })
    const body = { title: 'CTO', company: 'Globex', metadata: { seats: 5 } }
    await send(rita, 'patch', `/leads/${lead.id}`, body).expect(200)
    expect(await trail.only()).toMatchObject({
      action: 'lead_updated',
      actor: byHand(rita),
      entity_id: lead.id,
      before: { title: null, 'metadata.seats': null },
      after: { title: 'CTO', 'metadata.seats': 5 },
    })
    await send(rita, 'patch', `/leads/${lead.id}`, { title: 'CTO' }).expect(200)
    expect(await trail.news()).toEqual([])
  })

  it('tell of a step in the pipeline with its reason', async () => {
    const lead = await api.build.lead({ name: 'Initech' })
    await send(mona, 'put', `/leads/${lead.id}/status`, { status: 'lost', reason: 'no budget' }).expect(200)
    expect(await trail.only()).toMatchObject({
      action: 'lead_updated',
      before: { status: 'new' },
      after: { status: 'lost', reason: 'no budget' },
    })
  })

  it('keep what was deleted, under the name it had', async () => {
    const lead = await api.build.lead({ name: 'Hooli', email: 'gavin@hooli.example' })
    await send(mona, 'delete', `/leads/${lead.id}`).expect(204)
    expect(await trail.only()).toMatchObject({
      action: 'lead_deleted',
      entity_id: lead.id,
      entity_name: 'Hooli',
      before: { name: 'Hooli', email: 'gavin@hooli.example', status: 'new' },
      after: null,
    })
    await send(mona, 'delete', `/leads/${lead.id}`).expect(404)
    expect(await trail.news()).toEqual([])
  })

  it('leave nothing when they are refused', async () => {
    const taken = await api.build.lead()
    const lead = await api.build.lead({ ownerId: rita.id })
    await send(rita, 'post', '/leads', { name: 'Twin', email: taken.email }).expect(409)
    await send(rita, 'patch', `/leads/${lead.id}`, { email: taken.email }).expect(409)
    await send(rita, 'patch', `/leads/${lead.id}`, { title: 'x', version: 99 }).expect(409)
    await send(rita, 'put', `/leads/${lead.id}/status`, { status: 'new' }).expect(409)
    await send(rita, 'patch', `/leads/${taken.id}`, { title: 'x' }).expect(404)
    expect(await trail.news()).toEqual([])
  })

  it('are not told of activities, which are the timeline itself', async () => {
    const lead = await api.build.lead({ ownerId: rita.id })
    await send(rita, 'post', `/leads/${lead.id}/activity`, { activity_type: 'call' }).expect(201)
    expect(await trail.news()).toEqual([])
  })
})

describe('changes of notes', () => {
  it('are told with their text, cut where it is long', async () => {
    const lead = await api.build.lead({ name: 'Umbrella', ownerId: rita.id })
    const content = '😀'.repeat(600)
    const { body: note } = await send(rita, 'post', '/notes', { lead_id: lead.id, content }).expect(201)
    const created = await trail.only()
    expect(created).toMatchObject({ action: 'note_created', entity_id: note.id, entity_name: 'Umbrella' })
    expect(created.after).toMatchObject({ lead_id: lead.id, note_type: 'general' })
    expect(String(created.after?.content)).toMatch(/^(😀){200,250}…$/u)

    await send(rita, 'patch', `/notes/${note.id}`, { content: 'short' }).expect(200)
    expect(await trail.only()).toMatchObject({ action: 'note_updated', after: { content: 'short' } })
    await send(ada, 'delete', `/notes/${note.id}`).expect(204)
    expect(await trail.only()).toMatchObject({
      action: 'note_deleted',
      actor: byHand(ada),
      before: { content: 'short', author_name: 'Rita', lead_id: lead.id },
      after: null,
    })
  })
})

describe('changes of assignments', () => {
  it('tell who had the lead and who has it', async () => {
    const lead = await api.build.lead({ name: 'Stark' })
    const given = { lead_id: lead.id, user_id: rita.id, is_primary: true }
    const { body: first } = await send(mona, 'post', '/assignments', given).expect(201)
    expect(await trail.only()).toMatchObject({
      action: 'lead_assigned',
      entity_type: 'assignment',
      entity_id: first.id,
      entity_name: 'Stark',
      before: null,
      after: { rep: 'Rita', rep_id: rita.id, is_primary: true, lead_id: lead.id },
    })
    const path = `/assignments/${first.id}`
    const { body: next } = await send(mona, 'post', `${path}/transfer`, { user_id: omar.id }).expect(201)
    expect(await trail.only()).toMatchObject({
      action: 'lead_transferred',
      entity_id: next.id,
      before: { rep: 'Rita' },
      after: { rep: 'Omar' },
    })
    await send(mona, 'post', `${path}/transfer`, { user_id: omar.id }).expect(409)
    expect(await trail.news()).toEqual([])
    await send(omar, 'post', `/assignments/${next.id}/complete`).expect(200)
    expect(await trail.only()).toMatchObject({
      action: 'assignment_completed',
      actor: byHand(omar),
      before: { status: 'active' },
      after: { status: 'completed' },
    })
    const { body: last } = await send(mona, 'post', '/assignments', given).expect(201)
    expect(await trail.only()).toMatchObject({ before: { rep_id: omar.id }, after: { rep: 'Rita' } })
    await send(mona, 'delete', `/assignments/${last.id}`).expect(204)
    expect(await trail.only()).toMatchObject({ action: 'lead_unassigned', before: { rep: 'Rita' } })
  })
})

describe('changes of users', () => {
  const nora = { email: 'nora@x.example', username: 'nora', full_name: 'Nora', role: 'sales_rep', password }

  it('tell of everything but the password', async () => {
    const { body: user } = await send(ada, 'post', '/users', nora).expect(201)
    const created = await trail.only()
    expect(created).toMatchObject({
      action: 'user_created',
      actor: byHand(ada),
      entity_id: user.id,
      entity_name: 'Nora',
      after: { username: 'nora', role: 'sales_rep', is_active: true },
    })
    await send(ada, 'post', '/users', nora).expect(409)
    expect(await trail.news()).toEqual([])

    const change = (body: object) => send(ada, 'patch', `/users/${user.id}`, body).expect(200)
    await change({ role: 'manager', full_name: 'Nora Nine' })
    expect(await trail.only()).toMatchObject({
      action: 'user_role_changed',
      before: { role: 'sales_rep', full_name: 'Nora' },
      after: { role: 'manager', full_name: 'Nora Nine' },
    })
    await change({ email: 'nora@y.example', password: 'seven-green-geese-9' })
    const both = await trail.news()
    expect(both.map(({ action }) => action).sort()).toEqual(['user_password_reset', 'user_updated'])
    await change({ is_active: false })
    expect(await trail.only()).toMatchObject({
      action: 'user_deactivated',
      before: { is_active: true },
      after: { is_active: false },
    })
    await change({ is_active: true })
    expect(await trail.only()).toMatchObject({ action: 'user_reactivated' })
    expect(JSON.stringify([created, ...both])).not.toMatch(/seven-green|four-brown|\$2b\$|hash/)
  })

  it('say that somebody who registers made themself', async () => {
    const body = { email: 'self@x.example', username: 'selfmade', full_name: 'Self Made', password }
    const { body: user } = await api.call('post', '/api/auth/register', { body }).expect(201)
    expect(await trail.only()).toMatchObject({
      action: 'user_created',
      actor: { id: user.id, full_name: 'Self Made' },
    })
  })

  it('tell of a new name or password of one’s own', async () => {
    const body = { full_name: 'Rita R', current_password: password, new_password: 'seven-green-geese-9' }
    await send(rita, 'patch', '/auth/me', body).expect(200)
    const entries = await trail.news()
    expect(entries.map(({ action }) => action).sort()).toEqual(['password_changed', 'user_updated'])
    expect(JSON.stringify(entries)).not.toMatch(/seven-green|four-brown/)
    const back = { full_name: 'Rita', current_password: 'seven-green-geese-9', new_password: password }
    await send(rita, 'patch', '/auth/me', back).expect(200)
    await trail.news()
  })
})

describe('imports and exports', () => {
  const upload = async (options: object) => {
    const request = api.request
      .post('/api/leads/import')
      .set('authorization', `Bearer ${await api.tokenOf(mona)}`)
    return request
      .field('options', JSON.stringify(options))
      .attach('file', Buffer.from('name,email\nAnn,ann@a.example\nBo,broken\n'), 'some.csv')
  }

  it('make one entry for a file, with its counts', async () => {
    expect((await upload({ dry_run: true })).status).toBe(200)
    expect(await trail.news()).toEqual([])
    const { body } = await upload({})
    expect(await trail.only()).toMatchObject({
      action: 'leads_imported',
      actor: byHand(mona),
      entity_type: 'import',
      entity_id: body.id,
      entity_name: 'some.csv',
      after: { rows: 2, created: 1, updated: 0, skipped: 0, failed: 1 },
    })
  })

  it('say how many rows went out, and which', async () => {
    await api.call('get', '/api/leads/export', { as: mona, query: { search: 'Ann' } }).expect(200)
    expect(await trail.only()).toMatchObject({
      action: 'leads_exported',
      actor: byHand(mona),
      after: { rows: 1, 'filter.search': 'Ann' },
    })
  })
})

describe('without a place for its entry', () => {
  it('no change is accepted, and nothing of it is kept', async () => {
    const lead = await api.build.lead({ ownerId: rita.id })
    const { id: assigned } = await api.build.assignment(lead, rita)
    const { body: note } = await send(rita, 'post', '/notes', { lead_id: lead.id, content: 'kept' })
    const { access_token } = await signInAs(api, 'rita')
    const [session] = (await api.call('get', '/api/auth/sessions', { as: rita })).body.items
    await Promise.all([ada, mona, rita, omar].map((user) => api.tokenOf(user)))
    await api.db.pool.query(`create function refuse_audit() returns trigger language plpgsql as
      $$ begin raise exception 'the audit log is full'; end $$`)
    await api.db.pool.query(
      'create trigger refuse_audit before insert on audit_logs for each row execute function refuse_audit()',
    )
    const before = await databaseState(api.db)
    const user = { email: 'x@x.example', username: 'xavier', full_name: 'X', password }
    const tried: [TestUser, Method, string, object?][] = [
      [rita, 'post', '/leads', { name: 'Lost' }],
      [mona, 'post', '/leads', { name: 'Lost', owner_id: rita.id }],
      [rita, 'patch', `/leads/${lead.id}`, { title: 'CTO' }],
      [rita, 'put', `/leads/${lead.id}/status`, { status: 'won' }],
      [mona, 'delete', `/leads/${lead.id}`],
      [rita, 'post', '/notes', { lead_id: lead.id, content: 'x' }],
      [rita, 'patch', `/notes/${note.id}`, { content: 'x' }],
      [rita, 'delete', `/notes/${note.id}`],
      [mona, 'post', '/assignments', { lead_id: lead.id, user_id: omar.id, is_primary: false }],
      [mona, 'post', `/assignments/${assigned}/transfer`, { user_id: omar.id }],
      [rita, 'post', `/assignments/${assigned}/complete`],
      [mona, 'delete', `/assignments/${assigned}`],
      [ada, 'post', '/users', { ...user, role: 'manager' }],
      [ada, 'patch', `/users/${omar.id}`, { role: 'manager' }],
      [ada, 'patch', `/users/${omar.id}`, { password: 'seven-green-geese-9' }],
      [rita, 'patch', '/auth/me', { full_name: 'R' }],
      [rita, 'patch', '/auth/me', { current_password: password, new_password: 'seven-green-geese-9' }],
      [rita, 'post', '/auth/logout'],
      [rita, 'delete', `/auth/sessions/${session.id}`],
      [rita, 'delete', '/auth/sessions'],
    ]
    for (const [as, method, path, body] of tried) {
      expect((await send(as, method, path, body)).status, `${method} ${path}`).toBe(500)
    }
    expect((await upload()).status).toBe(500)
    await api.call('post', '/api/auth/register', { body: user }).expect(500)
    await api.call('post', '/api/auth/login', { body: { username: 'rita', password } }).expect(500)
    expect(await databaseState(api.db)).toEqual(before)
    await api.request.get('/api/auth/me').set('authorization', `Bearer ${access_token}`).expect(200)
    // Who is refused is refused all the same.
    await api.call('get', '/api/audit-logs', { as: rita }).expect(403)
    await api.call('post', '/api/auth/login', { body: { username: 'nobody', password } }).expect(401)
    await api.db.pool.query('drop trigger refuse_audit on audit_logs')
  })

  async function upload() {
    const request = api.request
      .post('/api/leads/import')
      .set('authorization', `Bearer ${await api.tokenOf(mona)}`)
    return request.attach('file', Buffer.from('name\nLost\n'), 'x.csv')
  }
})
