import { compileVersion, probabilityOf, type ScoringModel } from '@leadglass/scoring'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ClosedLead, plantClosed } from '../../test/closed-leads.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { putInForce, testCard } from '../../test/versions.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { judgeOutcomes } from './judge-outcomes.ts'

const hour = 3_600_000
const closedAt = new Date('2026-06-01T12:00:00Z')
const hoursBefore = (hours: number) => new Date(closedAt.getTime() - hours * hour)

/** A CEO has 60 points, a demo asked for 40. */
const rules: ScoringModel = {
  name: 'Plain',
  thresholds: { hot: 80, warm: 50 },
  groups: {
    engagement: { cap: 0, floor: null },
    buying_signals: { cap: 40, floor: null },
    demographic_fit: { cap: 60, floor: null },
  },
  rules: [
    {
      id: 'ceo',
      group: 'demographic_fit',
      label: 'Decides alone',
      kind: 'field',
      field: 'title',
      test: { equals: 'CEO' },
      points: 60,
    },
    {
      id: 'demo',
      group: 'buying_signals',
      label: 'Asked for a demo',
      kind: 'activity',
      activity: 'demo_request',
      points: 40,
      maxCount: 1,
    },
  ],
}

type Judged = {
  lead_id: string
  score: number
  classification: string
  win_probability: number | null
  rules_score: number
  held_out: boolean
  judged_at: Date
}

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  await api.db.pool.query('delete from leads')
  await putInForce(api, { document: rules })
})

const signal = new AbortController().signal
const judge = (modelId?: string) => judgeOutcomes({ db: api.db, clock: () => new Date(), signal, modelId })
const judgedBy = async (modelId: string | null = null): Promise<Judged[]> =>
  (
    await api.db.pool.query(
      `select * from judged_outcomes
        where scoring_model_id = coalesce($1, (select id from scoring_models where is_active)) order by lead_id`,
      [modelId],
    )
  ).rows
const closed = (parts: Partial<ClosedLead> = {}): ClosedLead => ({ won: true, closedAt, ...parts })
const ofLead = (rows: Judged[], id: string | undefined) => rows.find(({ lead_id }) => lead_id === id)

describe('judging closed leads by rules', () => {
  it('scores each as of a day before its outcome', async () => {
    const [plain, ceo, early, late] = await plantClosed(api, [
      closed(),
      closed({ title: 'CEO', won: false }),
      closed({ title: 'CEO', demoAt: hoursBefore(25) }),
      closed({ title: 'CEO', demoAt: hoursBefore(23) }),
    ])
    expect(await judge()).toMatchObject({ judged: 4, alarm: false })
    const rows = await judgedBy()
    const brief = (id: string | undefined) => {
      const { score, rules_score, classification, win_probability, held_out } = ofLead(rows, id)!
      return [score, rules_score, classification, win_probability, held_out]
    }
    expect(brief(plain)).toEqual([0, 0, 'cold', null, false])
    expect(brief(ceo)).toEqual([60, 60, 'warm', null, false])
    expect(brief(early)).toEqual([100, 100, 'hot', null, false])
    expect(brief(late)).toEqual([60, 60, 'warm', null, false])
  })

  it('never goes back before a lead was there', async () => {
    const [sameMoment, sameDay] = await plantClosed(api, [
      closed({ createdAt: closedAt, demoAt: closedAt }),
      closed({ createdAt: hoursBefore(5), demoAt: hoursBefore(4) }),
    ])
    await judge()
    const rows = await judgedBy()
    expect([ofLead(rows, sameMoment)?.score, ofLead(rows, sameDay)?.score]).toEqual([40, 0])
  })

  it('takes the profile as it was then', async () => {
    const [id] = await plantClosed(api, [closed({ title: 'CEO' })])
    await api.db.pool.query(
      `insert into lead_profile_versions (lead_id, valid_until, fields) values ($1, $2, '{"title": "Intern"}')`,
      [id, hoursBefore(2)],
    )
    await judge()
    expect(await judgedBy()).toMatchObject([{ score: 0 }])
  })

  it('tells no rule how a lead ended, where nobody kept that it was open', async () => {
    const asks: ScoringModel = {
      ...rules,
      rules: [
        {
          id: 'is-won',
          group: 'demographic_fit',
          label: 'Is won',
          kind: 'field',
          field: 'status',
          test: { equals: 'won' },
          points: 60,
        },
      ],
    }
    await putInForce(api, { document: asks })
    await plantClosed(api, [closed(), closed({ createdAt: closedAt })])
    await judge()
    expect((await judgedBy()).map(({ score }) => score)).toEqual([0, 0])
  })

  it('judges each once, and again only what is new', async () => {
    await plantClosed(api, [closed(), closed()])
    await judge()
    const first = await judgedBy()
    expect(await judge()).toMatchObject({ judged: 0 })
    await plantClosed(api, [closed({ title: 'CEO' })])
    expect(await judge()).toMatchObject({ judged: 1 })
    expect(await judgedBy()).toEqual(expect.arrayContaining(first))
    expect(await judgedBy()).toHaveLength(3)
  })

  it('does no harm when two judge at once', async () => {
    await plantClosed(
      api,
      Array.from({ length: 700 }, () => closed()),
    )
    const results = await Promise.all([judge(), judge(), judge()])
    expect(results.reduce((sum, { judged }) => sum + judged, 0)).toBe(700)
    expect(await judgedBy()).toHaveLength(700)
  })

  it('goes on where it was cut off', async () => {
    await plantClosed(
      api,
      Array.from({ length: 1_200 }, () => closed()),
    )
    const stopping = new AbortController()
    const told: [number, string][] = []
    const cutOff = judgeOutcomes({
      db: api.db,
      clock: () => new Date(),
      signal: stopping.signal,
      progress(fraction, stage) {
        told.push([fraction, stage])
        if (fraction > 0) stopping.abort(new Error('the process ends'))
      },
    })
    await expect(cutOff).rejects.toThrow('the process ends')
    expect(told).toEqual([
      [0, expect.stringMatching(/^judging closed leads by version \d+$/)],
      [500 / 1_200, told[0]?.[1]],
    ])
    expect(await judgedBy()).toHaveLength(1_000)
    expect(await judge()).toMatchObject({ judged: 200 })
    expect(await judgedBy()).toHaveLength(1_200)
  })

  it('judges by another version than the one in force when it is asked to', async () => {
    await plantClosed(api, [closed({ title: 'CEO' })])
    const [{ id: older }] = (await api.db.pool.query('select id from scoring_models where is_active')).rows
    await putInForce(api, { document: { ...rules, thresholds: { hot: 60, warm: 50 } } })
    await judge(older)
    expect(await judgedBy(older)).toMatchObject([{ classification: 'warm' }])
    expect(await judgedBy()).toEqual([])
    await judge()
    expect(await judgedBy()).toMatchObject([{ classification: 'hot' }])
  })

  it('forgets what versions long out of force said', async () => {
    await plantClosed(api, [closed()])
    const versions: string[] = []
    for (let number = 0; number < 8; number++) {
      versions.push(await putInForce(api, { document: rules }))
      await judge()
    }
    const kept = await Promise.all(versions.map(async (id) => (await judgedBy(id)).length))
    expect(kept).toEqual([0, 0, 1, 1, 1, 1, 1, 1])
  })
})

describe('judging closed leads by a version that has learned', () => {
  const learned = { card: testCard, weight: 0.4 }
  const scale = { pointsPerDoubling: 9, offset: 45 }
  const compiled = compileVersion({ rules, learned: { ...learned, scale } })
  const factsOf = (title: string) => ({
    fields: { title, source: 'other', status: 'won' },
    activities: [],
    createdAt: closedAt.getTime() - 30 * 24 * hour,
  })
  const plantHeldOut = (id: string | undefined, logOdds: number) =>
    api.db.pool.query(
      `insert into held_out_predictions (learned_model_id, lead_id, fold, log_odds)
       select learned_model_id, $1, 0, $2 from scoring_models where is_active`,
      [id, logOdds],
    )

  it('takes its word for a lead that it has not seen, and never for one that it learned from', async () => {
    await putInForce(api, { document: rules, learned })
    const [unseen, seen] = await plantClosed(api, [closed({ title: 'CEO' }), closed({ title: 'CEO' })])
    await plantHeldOut(seen, -2.5)
    await judge()
    const rows = await judgedBy()
    const facts = factsOf('CEO')
    const at = hoursBefore(24).getTime()
    const own = compiled.score(facts, at)
    const heldOut = compiled.scoreWithHeldOut(facts, at, -2.5)
    expect(heldOut.total).not.toBe(own.total)
    expect(ofLead(rows, unseen)).toMatchObject({
      score: own.total,
      classification: own.classification,
      rules_score: 60,
      held_out: false,
    })
    expect(ofLead(rows, unseen)?.win_probability).toBeCloseTo(own.winProbability ?? Number.NaN, 6)
    expect(ofLead(rows, seen)).toMatchObject({
      score: heldOut.total,
      classification: heldOut.classification,
      rules_score: 60,
      held_out: true,
    })
    expect(ofLead(rows, seen)?.win_probability).toBeCloseTo(probabilityOf(-2.5), 6)
  })

  it('looks as far back as its training did', async () => {
    await putInForce(api, { document: rules, learned })
    await api.db.pool.query(`update learned_models set options = '{"days_before_outcome": 0}'`)
    await plantClosed(api, [closed({ title: 'CEO', demoAt: hoursBefore(2) })])
    await judge()
    expect(await judgedBy()).toMatchObject([{ rules_score: 100 }])
  })

  it('is a version of rules where what was learned has no weight', async () => {
    await putInForce(api, { document: rules, learned: { ...learned, weight: 0 } })
    const [id] = await plantClosed(api, [closed({ title: 'CEO' })])
    await plantHeldOut(id, 4)
    await judge()
    expect(await judgedBy()).toMatchObject([{ score: 60, win_probability: null, held_out: false }])
  })
})

describe('the job that judges', () => {
  it('runs for the version that was published, and says what it did', async () => {
    await plantClosed(api, [closed(), closed()])
    const [{ id }] = (await api.db.pool.query('select id from scoring_models where is_active')).rows
    const jobId = await enqueueJob(api.db, { kind: 'judge', input: { modelId: id }, requestedById: null })
    expect(await runJobs(api)).toContain('succeeded')
    const { rows } = await api.db.pool.query('select result from background_jobs where id = $1', [jobId])
    expect(rows[0].result).toMatchObject({ judged: 2, alarm: false })
  })

  it('follows a closing through the pipeline, and a lead that is opened again is judged no more', async () => {
    const marta = await api.build.user('marta', 'manager')
    const lead = await api.build.lead({ title: 'CEO', createdAt: new Date(Date.now() - 40 * 24 * hour) })
    const setStatus = (status: string) =>
      api.call('put', `/api/leads/${lead.id}/status`, { as: marta, body: { status } })
    expect((await setStatus('won')).status).toBe(200)
    await runJobs(api)
    expect(await judgedBy()).toMatchObject([{ lead_id: lead.id, score: 60 }])
    expect((await setStatus('qualified')).status).toBe(200)
    expect(await judgedBy()).toEqual([])
  })
})
