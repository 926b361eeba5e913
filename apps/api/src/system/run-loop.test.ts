import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { createListener } from '../db/listener.ts'

let api: TestApi
let ada: TestUser
beforeAll(async () => {
  api = await testApi()
  ada = await api.build.user('ada', 'admin')
  await api.db.sql({
    name: 'test_insert_loop',
    text: `insert into background_loops (name, every_seconds) values ('retention', 86400)`,
  })
})
afterAll(() => api.close())

const path = '/api/system/loops/retention/run'

describe('POST /api/system/loops/:name/run (R142)', () => {
  it('tells whoever runs the loop to run it now', async () => {
    const asked: string[] = []
    const listener = createListener({ url: api.database.url, log: { warn: () => {} } })
    const connected = new Promise<void>((resolve) => listener.onConnect(resolve))
    listener.on('loop_run', (name) => asked.push(name))
    listener.start()
    await connected
    const answer = await api.call('post', path, { as: ada }).expect(200)
    expect(answer.body).toMatchObject({ name: 'retention' })
    await expect.poll(() => asked).toEqual(['retention'])
    await listener.close()
  })

  it('refuses strangers, other roles, loops that do not exist and names that cannot be', async () => {
    const mona = await api.build.user('mona', 'manager')
    await api.request.post(path).expect(401)
    await api.call('post', path, { as: mona }).expect(403)
    await api.call('post', '/api/system/loops/no_such_loop/run', { as: ada }).expect(404)
    await api.call('post', '/api/system/loops/Robert%27);--/run', { as: ada }).expect(400)
    await api.call('post', path, { as: ada, body: { force: true } }).expect(400)
  })
})
