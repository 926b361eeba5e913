import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { takeAway } from '../../test/database-outage.ts'
import { openStream } from '../../test/open-stream.ts'
import { isNotification, isTitled, noticeFor, streamers, titlesOf } from '../../test/streamers.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'
import { notify } from './notify.ts'

let api: TestApi
let { newUser, stream, tell } = {} as ReturnType<typeof streamers>

beforeAll(async () => {
  api = await testApi({ heartbeatMs: 200 })
  ;({ newUser, stream, tell } = streamers(api))
})
afterAll(() => api.close())

const revoke = statement<never>(
  'test_revoke_sessions',
  `update sessions set revoked_at = now() where user_id = $1`,
)
const tellEnded = statement<never>(
  'test_tell_ended',
  `select pg_notify('session_ended', 'user:' || $1::text)`,
)
const cutListeners = statement<{ pid: number }>(
  'test_cut_listeners',
  `select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'leadglass-listener' and datname = current_database()`,
)

describe('the end of a live stream', () => {
  it('comes at once when the user signs out, and not with the next heartbeat only', async () => {
    const slow = await ownTestApi()
    const rep = await streamers(slow).newUser()
    const opened = await streamers(slow).stream(rep)
    expect((await slow.call('post', '/api/auth/logout', { as: rep })).status).toBe(204)
    await expect(Promise.race([opened.ended, sleep(2_000, 'still open')])).resolves.toBeUndefined()
  })

  it('comes with a heartbeat when the announcement is lost', async () => {
    const rep = await newUser()
    const opened = await stream(rep)
    await api.db.sql(revoke, [rep.id])
    await expect(Promise.race([opened.ended, sleep(8_000, 'still open')])).resolves.toBeUndefined()
  }, 10_000)

  it('does not come for others when one user signs out', async () => {
    const [rep, other] = [await newUser(), await newUser()]
    const [ending, staying] = [await stream(rep), await stream(other)]
    await api.db.sql(revoke, [rep.id])
    await api.db.sql(tellEnded, [rep.id])
    await ending.ended
    await tell(other, 'still here')
    await staying.until(isNotification)
  })

  it('comes when the access token expires', async () => {
    let now = new Date()
    const later = await ownTestApi({ heartbeatMs: 50, clock: () => now })
    const opened = await streamers(later).stream(await streamers(later).newUser())
    now = new Date(now.getTime() + 16 * 60_000)
    await expect(Promise.race([opened.ended, sleep(2_000, 'still open')])).resolves.toBeUndefined()
  })

  it('does not hold up a closing server', async () => {
    const closing = await testApi()
    const { newUser, stream } = streamers(closing)
    const readers = [await newUser(), await newUser()]
    const streams = await Promise.all(
      readers.flatMap((reader) => Array.from({ length: 10 }, () => stream(reader))),
    )
    const startedAt = Date.now()
    await closing.close()
    // Its database is dropped in that time as well.
    expect(Date.now() - startedAt).toBeLessThan(4_000)
    await Promise.all(streams.map((opened) => opened.ended))
  })
})

describe('a lost connection (R117)', () => {
  it('to the notices alone loses nothing', async () => {
    const rep = await newUser()
    const opened = await stream(rep)
    await api.db.sql(cutListeners)
    await tell(rep, 'meanwhile')
    await opened.until(isNotification, 5_000)
    await tell(rep, 'later')
    await opened.until(isTitled('later'))
    expect(titlesOf(opened)).toEqual(['meanwhile', 'later'])
  })

  it('to the database leaves streams open, with signs of life, and they go on afterwards', async () => {
    const suffering = await ownTestApi({ heartbeatMs: 200 })
    const rep = await streamers(suffering).newUser()
    const opened = await streamers(suffering).stream(rep)
    const bringBack = await takeAway(suffering.database)
    // Longer than a session is trusted without a look at the database.
    await sleep(6_000)
    expect(opened.comments.length).toBeGreaterThan(20)
    const during = await openStream(suffering, await suffering.tokenOf(rep))
    expect(during.status).toBe(503)
    await bringBack()
    await vi.waitFor(() => expect(suffering.db.watch.state).toBe('up'), 5_000)
    await suffering.db.transaction((tx) => notify(tx, [noticeFor(rep, 'after')]))
    await opened.until(isNotification, 15_000)
    expect(titlesOf(opened)).toEqual(['after'])
  }, 30_000)

  it('to a reader who does not read is given up before it fills the memory', async () => {
    const [idle, busy] = [await newUser(), await newUser()]
    const [stuck, reading] = [await stream(idle), await stream(busy)]
    stuck.pause()
    const long = 'x'.repeat(500_000)
    for (let round = 0; round < 30; round++) {
      await api.db.transaction((tx) => notify(tx, [{ ...noticeFor(idle, 'long'), message: long }]))
    }
    // The server lets go of the one and serves the other; who was cut off resumes from the last event.
    await tell(busy, 'others')
    await reading.until(isNotification)
    stuck.resume()
    await stuck.ended
    expect(titlesOf(stuck).length).toBeLessThan(30)
  })
})
