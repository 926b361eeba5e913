import type { Scorecard, ScoringModel } from '@leadglass/scoring'
import { forgetActiveModel } from '../src/scoring/active-model.ts'
import { rescoreLeads } from '../src/scoring/rescore-leads.ts'
import type { TestApi } from './test-api.ts'

/** What a version of a test is made of: rules, and a learned model with its weight. */
export type TestVersion = { document: ScoringModel; learned?: { card: Scorecard; weight: number } }

/** Puts a version in force, straight in the database; answers its id. Leads keep their scores until they are rescored. */
export async function putInForce(
  api: Pick<TestApi, 'db'>,
  { document, learned }: TestVersion,
): Promise<string> {
  const { rows } = await api.db.pool.query(
    `with learned as (
       insert into learned_models (card, points_per_doubling, point_offset, weight, options, figures, rows, won,
                                   outcomes_from, outcomes_to)
       select $3::jsonb, 9, 45, $4, '{}', '{}', 200, 60, now() - interval '1 year', now() where $3 is not null
       returning id
     ), retired as (
       update scoring_models set is_active = false where is_active
     )
     insert into scoring_models (version, name, document, learned_model_id, learned_weight, reason)
     select (select max(version) from scoring_models) + 1, $1, $2::jsonb, (select id from learned), $4, 'for a test'
     returning id`,
    [
      document.name,
      JSON.stringify(document),
      learned ? JSON.stringify(learned.card) : null,
      learned?.weight ?? 0,
    ],
  )
  await api.db.pool.query('update scoring_models set is_active = true where id = $1', [rows[0].id])
  forgetActiveModel(api.db)
  return rows[0].id
}

/** Brings every score up to a moment: what another version scored, and what time alone moved. */
export async function rescoreAll(api: Pick<TestApi, 'db'>, at: number): Promise<void> {
  const clock = () => new Date(at)
  await rescoreLeads(api.db, { clock, reach: 'model' })
  await rescoreLeads(api.db, { clock, reach: 'decay' })
}

/** A learned model that is not empty: calls, how long ago, the title, and two of them together. */
export const testCard: Scorecard = {
  format: 'leadglass-scorecard/1',
  candidate: 'ga2m',
  base: -0.9,
  features: [
    {
      name: 'activity.call.count',
      kind: 'numeric',
      cuts: [1.5, 3.5],
      levels: [],
      points: [-0.5, 0.1, 0.6, 1.1],
      rows: [90, 60, 30, 20],
    },
    {
      name: 'activity.call.days',
      kind: 'numeric',
      cuts: [7.5, 30.5],
      levels: [],
      points: [-0.6, 0.9, 0.3, -0.4],
      rows: [90, 40, 30, 40],
    },
    {
      name: 'title',
      kind: 'categorical',
      cuts: [],
      levels: ['CEO', 'Engineer'],
      points: [-0.1, -0.2, 0.8, -0.3],
      rows: [50, 50, 60, 40],
    },
    {
      name: 'company_size',
      kind: 'numeric',
      cuts: [50.5],
      levels: [],
      points: [-0.2, -0.1, 0.4],
      rows: [50, 80, 70],
    },
  ],
  pairs: [
    {
      first: 'title',
      second: 'company_size',
      firstGroups: [0, 0, 1, 0],
      secondGroups: [0, 0, 1],
      points: [
        [-0.05, 0.02],
        [0.01, 0.3],
      ],
    },
  ],
  training: {
    rows: 200,
    won: 60,
    seed: 1,
    signal: 'reliable',
    reason: 'for a test',
    candidates: [],
    leftOut: [],
    calibration: { slope: 1, intercept: 0, by: 'held-out rows' },
  },
}
