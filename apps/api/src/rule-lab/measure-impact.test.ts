import { randomUUID } from 'node:crypto'
import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { categoricalColumn, fitScorecard, type LearnedPart, numericColumn } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { bold, countByHand, expectCounted, fillBase, heldOutOf } from '../../test/impact-by-hand.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { ownTestApi, type TestApi } from '../../test/test-api.ts'

async function scene() {
  const api = await ownTestApi()
  const ada = await api.build.user('ada', 'admin')
  const max = await api.build.user('max', 'manager')
  const { body: draft } = await api
    .call('post', '/api/scoring/drafts', { as: ada, body: { document: bold } })
    .expect(201)
  const measure = (as: TestUser | undefined = max, id: string = draft.id) =>
    api.call('post', `/api/scoring/drafts/${id}/impact`, { ...(as ? { as } : {}) })
  const read = async (as: TestUser = max) =>
    (await api.call('get', `/api/scoring/drafts/${draft.id}`, { as })).body
  const save = (revision: number) =>
    api
      .call('put', `/api/scoring/drafts/${draft.id}`, { as: ada, body: { revision, document: bold } })
      .expect(200)
  const job = async (id: string) => (await api.call('get', `/api/jobs/${id}`, { as: max }).expect(200)).body
  return { api, ada, max, draft, measure, read, save, job }
}

/** A card that asks for a field, the class of the e-mail address and for activities. */
function learnedPart(): LearnedPart {
  const rows = 600
  const cells = <T>(cell: (row: number) => T) => Array.from({ length: rows }, (_, row) => cell(row))
  const outcomes = cells((row) => ((row * 7919) % 100 < (row % 3) * 30 + (row % 10) * 3 ? 1 : 0))
  const columns = [
    numericColumn(
      'company_size',
      cells((row) => (row * 37) % 900),
    ),
    categoricalColumn(
      'email_kind',
      cells((row) => ['free', 'business', 'education'][row % 3]),
    ),
    numericColumn(
      'activity.email_open.count',
      cells((row) => row % 10),
    ),
    numericColumn(
      'activity.call.days',
      cells((row) => (row % 4 === 0 ? null : row % 60)),
    ),
  ]
  const card = fitScorecard({ columns, outcomes }, { candidate: 'additive', keep: 'all' })
  return { card, scale: { pointsPerDoubling: 12, offset: 45 }, weight: 0.6 }
}

/** Puts a learned part into the version in force, with what unseen models say of some leads. */
async function learn({ db }: TestApi, { card, scale, weight }: LearnedPart): Promise<void> {
  const { rows } = await db.pool.query(
    `insert into learned_models (card, points_per_doubling, point_offset, weight, options, figures, rows, won,
                                 outcomes_from, outcomes_to)
     values ($1, $2, $3, $4, '{}', '{}', 600, 300, now(), now()) returning id`,
    [JSON.stringify(card), scale.pointsPerDoubling, scale.offset, weight],
  )
  const { id } = rows[0]
  await db.pool.query('update scoring_models set learned_model_id = $1, learned_weight = $2', [id, weight])
  const leads = (await db.pool.query<{ lead_id: string }>('select lead_id from lead_outcomes')).rows
  for (const { lead_id } of leads) {
    const logOdds = heldOutOf(lead_id)
    if (logOdds === null) continue
    await db.pool.query('insert into held_out_predictions values ($1, $2, 0, $3)', [id, lead_id, logOdds])
  }
}

describe('POST /api/scoring/drafts/:id/impact', () => {
  it('measures the draft on every open lead and on the deals of a year, as counted by hand', async () => {
    const { api, measure, read, job } = await scene()
    await fillBase(api)
    const { body: asked } = await measure().expect(201)
    expect(asked).toMatchObject({ kind: 'impact', status: 'queued', progress: 0, result: null })
    expect(await runJobs(api)).toEqual(['succeeded'])
    const done = await job(asked.id)
    expect(done).toMatchObject({ status: 'succeeded', progress: 1, error: null })
    expect((await read()).impact_job).toEqual(done)

    const result: ImpactResult = done.result
    const hand = await countByHand(api, Date.parse(result.measured_at))
    expect(result).toMatchObject({ revision: 1, compared_with: 1 })
    expectCounted(result, hand)
  })

  it('measures both sides with the same learned part, and deals that it was trained on as unseen', async () => {
    const { api, measure, job } = await scene()
    await fillBase(api)
    const learned = learnedPart()
    await learn(api, learned)
    const { body: asked } = await measure().expect(201)
    expect(await runJobs(api)).toEqual(['succeeded'])
    const { result } = await job(asked.id)
    expectCounted(result, await countByHand(api, Date.parse(result.measured_at), learned))
  })

  it('measures an empty base', async () => {
    const { api, measure, job } = await scene()
    const { body } = await measure().expect(201)
    expect(await runJobs(api)).toEqual(['succeeded'])
    expect((await job(body.id)).result).toMatchObject({
      leads: 0,
      mean_change: 0,
      risers: [],
      last_year: { won: 0, lost: 0, auc_before: null, auc_after: null },
    })
  })

  it('measures a revision once however many ask, and stops the older one', async () => {
    const { api, ada, max, measure, save, job, read } = await scene()
    const answers = await Promise.all([measure(max), measure(ada), measure(max)])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const [first] = answers.map(({ body }) => body)
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    await save(1)
    const { body: second } = await measure().expect(201)
    expect(second.id).not.toBe(first.id)
    expect((await job(first.id)).status).toBe('cancelled')
    expect((await read()).impact_job.id).toBe(second.id)
    expect(await runJobs(api)).toEqual(['succeeded'])
    expect((await job(second.id)).result.revision).toBe(2)
    expect((await measure().expect(201)).body.id).not.toBe(second.id)
  })

  it('stops with the draft that it measures', async () => {
    const { api, ada, draft, measure, job } = await scene()
    const { body } = await measure().expect(201)
    await api.call('delete', `/api/scoring/drafts/${draft.id}`, { as: ada }).expect(204)
    expect((await job(body.id)).status).toBe('cancelled')
  })

  it('is for managers, who may not edit, and for drafts that exist', async () => {
    const { api, max, draft, measure } = await scene()
    await measure(await api.build.user('rita')).expect(403)
    await measure(max, randomUUID()).expect(404)
    await api.call('post', `/api/scoring/drafts/${draft.id}/impact`).expect(401)
    expect((await api.db.pool.query('select 1 from background_jobs')).rowCount).toBe(0)
    await measure(max).expect(201)
    await api.call('delete', `/api/scoring/drafts/${draft.id}`, { as: max }).expect(403)
  })
})
