import { scoringPresets } from '@leadglass/scoring'
import { describe, expect, it, vi } from 'vitest'
import { ownTestApi } from '../../test/test-api.ts'
import { putInForce, testCard } from '../../test/versions.ts'
import { activeModel, modelOf } from './active-model.ts'

const sum = (terms: { points: number }[]) => terms.reduce((total, { points }) => total + points, 0)

describe('activeModel', () => {
  it('scores with rules alone where nothing was learned', async () => {
    const api = await ownTestApi()
    expect(await activeModel(api.db)).toMatchObject({ version: 1, name: 'B2B sales', learned: null })
  })

  it('scores with what was learned, and keeps the probability with every score', async () => {
    const api = await ownTestApi()
    const dana = await api.build.user('dana')
    const id = await putInForce(api, {
      document: scoringPresets.b2b,
      learned: { card: testCard, weight: 0.4 },
    })
    await api.db.pool.query(`update learned_models set figures = json_build_object('held_out', json_build_object(
      'calibration', (select json_agg(json_build_object('rows', 10, 'predicted', n / 10.0 + 0.05, 'observed', n / 10.0))
                        from generate_series(0, 9) n)))`)
    expect(await activeModel(api.db)).toMatchObject({ id, version: 2, learned: { number: 1, weight: 0.4 } })

    const { body: lead } = await api.call('post', '/api/leads', {
      as: dana,
      body: { name: 'Acme', title: 'CEO' },
    })
    const path = `/api/leads/${lead.id}`
    await api.call('post', `${path}/activity`, { as: dana, body: { activity_type: 'call' } }).expect(201)
    const { body: now } = await api.call('get', path, { as: dana })
    const { body: score } = await api.call('get', `${path}/score`, { as: dana }).expect(200)
    expect(now.win_probability).toBeGreaterThan(0)
    expect(score).toMatchObject({
      total_score: now.current_score,
      win_probability: now.win_probability,
      learned_weight: 0.4,
      learned: { number: 1, rows: 200, won: 60 },
      model: { id, version: 2 },
    })
    expect(score.learned.alike).toEqual({ rows: 10, won: Math.floor(10 * now.win_probability) })
    expect(sum(score.terms)).toBe(now.current_score)
    const { engagement_score, buying_score, fit_score, current_score } = now
    expect(score.breakdown).toEqual({
      engagement: engagement_score,
      buying_signals: buying_score,
      demographic_fit: fit_score,
      baseline: current_score - engagement_score - buying_score - fit_score,
    })
    const calls = score.terms.find(({ rule }: { rule: string }) => rule === 'learned:activity.call.count')
    expect(calls.evidence).toMatchObject({ kind: 'learned', fields: [{ value: 1 }], rows: 60 })
    expect(calls.evidence.activityIds).toHaveLength(1)
    const { body: history } = await api.call('get', `${path}/score-history`, { as: dana })
    expect(history.items[0]).toMatchObject({ win_probability: now.win_probability, model_version: 2 })
    expect(history.items[1].win_probability).toBeLessThan(now.win_probability)
  })

  it('takes up a version at once when another process publishes it', async () => {
    const api = await ownTestApi()
    const beside = await ownTestApi({ beside: api })
    const before = await activeModel(beside.db)
    await vi.waitFor(async () => {
      // The listener of the other process has to be there first.
      const { rows } = await api.db.pool.query(
        `select 1 from pg_stat_activity where application_name = 'leadglass-listener' and query like 'LISTEN%'
            or query like 'listen%'`,
      )
      expect(rows.length).toBeGreaterThan(0)
    })
    const id = await putInForce(api, { document: scoringPresets.dealership })
    await api.db.pool.query(`select pg_notify('model_published', $1)`, [id])
    await vi.waitFor(async () => expect((await activeModel(beside.db)).id).toBe(id), { timeout: 2_000 })
    expect((await modelOf(beside.db, before.id)).version).toBe(before.version)
  })
})
