import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

describe('statements for each request (R043)', () => {
  let api: TestApi
  let dana: TestUser
  let asked: string[] = []
  let id = ''

  beforeAll(async () => {
    api = await testApi()
    dana = await api.build.user('dana')
    // The session, the model and the first of everything are asked for once.
    id = (await api.call('post', '/api/leads', { as: dana, body: { name: 'Acme' } }).expect(201)).body.id
    // Now and then, whoever asks: which version is in force, caches that are told of writes, shared counters.
    const nowAndThen = ['find_active_model_id', 'notify_cache_changed', 'count_rates']
    api.db.observe((name) => nowAndThen.includes(name) || asked.push(name))
  })
  afterAll(() => api.close())

  const namesOf = async (method: 'get' | 'post' | 'patch', path: string, body?: object) => {
    asked = []
    const { status } = await api.call(method, path, { as: dana, ...(body ? { body } : {}) })
    expect(status).toBeLessThan(300)
    return asked.map((name) => (name.startsWith('c_') || name.startsWith('list_') ? 'a list' : name))
  }

  it('are as few as they can be where it is hot', async () => {
    const path = `/api/leads/${id}`
    expect(await namesOf('get', '/api/leads')).toHaveLength(1)
    expect(await namesOf('get', path)).toEqual(['find_lead_detail'])
    expect(await namesOf('post', '/api/leads', { name: 'Other' })).toEqual(['insert_lead'])
    expect(await namesOf('post', `${path}/activity`, { activity_type: 'call' })).toEqual([
      'find_scoring_inputs',
      'insert_scored_activity',
    ])
    expect(await namesOf('patch', path, { title: 'CEO' })).toEqual(['find_scoring_inputs', 'update_lead'])
    expect(await namesOf('get', `${path}/score`)).toEqual(['find_visible_lead', 'a list'])
  })
})
