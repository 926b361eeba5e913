import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type OpenStream, openStream } from '../../test/open-stream.ts'
import { isNotification, isTitled, noticeFor, streamers, titlesOf } from '../../test/streamers.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { notify } from './notify.ts'

let api: TestApi
let { newUser, stream, tell } = {} as ReturnType<typeof streamers>

beforeAll(async () => {
  api = await testApi({ heartbeatMs: 200 })
  ;({ newUser, stream, tell } = streamers(api))
})
afterAll(() => api.close())

describe('GET /api/notifications/stream (R116, C36)', () => {
  it('answers with an event stream that begins with the count of unread notifications', async () => {
    const rep = await newUser()
    await tell(rep, 'before')
    const opened = await stream(rep)
    expect(opened.status).toBe(200)
    expect(opened.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': expect.any(String),
    })
    expect(opened.retry).toEqual(['3000'])
    expect(opened.events).toEqual([{ event: 'unread', data: { count: 1 }, id: expect.any(String) }])
  })

  it('brings an assignment to the rep within two seconds', async () => {
    const [rep, manager] = [await newUser(), await newUser('manager')]
    const lead = await api.build.lead({ name: 'Acme' })
    const opened = await stream(rep)
    const assigned = await api.call('post', '/api/assignments', {
      as: manager,
      body: { lead_id: lead.id, user_id: rep.id },
    })
    expect(assigned.status).toBe(201)
    const { id, data } = await opened.until(isNotification, 2_000)
    expect(data).toMatchObject({
      notification_type: 'lead_assigned',
      title: 'New lead: Acme',
      link: `/leads/${lead.id}`,
      lead_id: lead.id,
      is_read: false,
      seq: Number(id),
    })
    expect(data).not.toHaveProperty('user_id')
  })

  it('sends what was missed exactly once to a reader who comes back', async () => {
    const rep = await newUser()
    const first = await stream(rep)
    await tell(rep, 'one')
    const { id } = await first.until(isNotification)
    first.cut()
    await tell(rep, 'two', 'three')
    const second = await stream(rep, { lastEventId: id! })
    await tell(rep, 'four')
    await second.until(isTitled('four'))
    expect(titlesOf(second)).toEqual(['two', 'three', 'four'])
  })

  it('resumes a reader who had no notification yet from the id of the first event', async () => {
    const rep = await newUser()
    const first = await stream(rep)
    first.cut()
    await tell(rep, 'missed')
    const second = await stream(rep, { lastEventId: first.events[0]!.id! })
    await second.until(isNotification)
    expect(titlesOf(second)).toEqual(['missed'])
  })

  it('starts at the present for an id from the future', async () => {
    const rep = await newUser()
    const opened = await stream(rep, { lastEventId: '999999999999999' })
    await tell(rep, 'now')
    await opened.until(isNotification)
    expect(titlesOf(opened)).toEqual(['now'])
  })

  it('sends a hundred missed notifications and then tells the reader to load the list again', async () => {
    const rep = await newUser()
    const opened = await stream(rep)
    const many = Array.from({ length: 130 }, (_, index) => `n${index}`)
    opened.cut()
    await tell(rep, ...many)
    const back = await stream(rep, { lastEventId: opened.events[0]!.id! })
    await back.until(({ event }) => event === 'reset')
    expect(titlesOf(back)).toEqual(many.slice(0, 100))
    expect(back.events.at(-2)).toMatchObject({ event: 'unread', data: { count: 130 } })
    await tell(rep, 'after')
    await back.until(isTitled('after'))
    expect(titlesOf(back)).toHaveLength(101)
  })

  it('keeps what concerns others from the reader', async () => {
    const [rep, other] = [await newUser(), await newUser()]
    const [mine, theirs] = [await stream(rep), await stream(other)]
    await tell(other, 'foreign')
    await theirs.until(isNotification)
    await tell(rep, 'own')
    await mine.until(isNotification)
    expect(titlesOf(mine)).toEqual(['own'])
    expect(titlesOf(theirs)).toEqual(['foreign'])
  })

  it('sends nothing of a transaction that is rolled back', async () => {
    const rep = await newUser()
    const opened = await stream(rep)
    const failed = api.db.transaction(async (tx) => {
      await notify(tx, [noticeFor(rep, 'never')])
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    await tell(rep, 'committed')
    await opened.until(isNotification)
    expect(titlesOf(opened)).toEqual(['committed'])
  })

  it('loses and doubles nothing when many transactions commit at once', async () => {
    const rep = await newUser()
    const opened = await stream(rep)
    const told = Array.from({ length: 60 }, (_, index) => `c${index}`)
    await Promise.all(told.map((title) => tell(rep, title)))
    await expect.poll(() => titlesOf(opened).length).toBe(60)
    expect(titlesOf(opened).toSorted()).toEqual(told.toSorted())
    const seqs = opened.events.filter(isNotification).map(({ id }) => Number(id))
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  })

  it('rings every open tab of a user', async () => {
    const rep = await newUser()
    const tabs = await Promise.all([stream(rep), stream(rep), stream(rep)])
    await tell(rep, 'everywhere')
    await Promise.all(tabs.map((tab) => tab.until(isNotification)))
    expect(tabs.map(titlesOf)).toEqual([['everywhere'], ['everywhere'], ['everywhere']])
  })

  it('reaches a stream on another server of the same database (C27)', async () => {
    const second = await testApi({ beside: api })
    onTestFinished(() => second.close())
    const rep = await newUser()
    const opened = await streamers(second).stream(rep)
    await tell(rep, 'across')
    await opened.until(isNotification, 2_000)
    expect(titlesOf(opened)).toEqual(['across'])
  })

  it('shows signs of life', async () => {
    const opened = await stream(await newUser())
    await expect.poll(() => opened.comments.length).toBeGreaterThanOrEqual(2)
    expect(opened.comments).toContain('heartbeat')
  })

  it('refuses an eleventh stream of a user and lets it in when another one has gone', async () => {
    const rep = await newUser()
    const ten = await Promise.all(Array.from({ length: 10 }, () => stream(rep)))
    const refused = await api.call('get', '/api/notifications/stream', { as: rep })
    expect([refused.status, refused.body.type]).toEqual([429, 'too_many_streams'])
    ten[0]!.cut()
    await expect.poll(async () => (await openStreamBriefly(rep)).status).toBe(200)
  })

  it('has no HEAD, which would never end', async () => {
    const rep = await newUser()
    const answer = await api.request
      .head('/api/notifications/stream')
      .set('authorization', `Bearer ${await api.tokenOf(rep)}`)
    expect(answer.status).toBeGreaterThanOrEqual(404)
  })

  it('answers 401 to a stranger and 400 to an id that is none', async () => {
    const rep = await newUser()
    expect((await api.call('get', '/api/notifications/stream')).status).toBe(401)
    const odd = await openStream(api, await api.tokenOf(rep), { lastEventId: '1 or 1' })
    expect(odd.status).toBe(400)
    expect(
      (await api.call('get', '/api/notifications/stream', { as: rep, query: { token: 'x' } })).status,
    ).toBe(400)
  })
})

async function openStreamBriefly(user: TestUser): Promise<OpenStream> {
  const opened = await openStream(api, await api.tokenOf(user))
  opened.cut()
  return opened
}
