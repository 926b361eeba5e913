import type { ScoringModel } from '@leadglass/scoring'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { putInForce } from '../../test/versions.ts'

const cap = { cap: 100, floor: 0 }
const bossesAreHot: ScoringModel = {
  name: 'Bosses',
  thresholds: { hot: 80, warm: 50 },
  groups: { engagement: cap, buying_signals: cap, demographic_fit: cap },
  rules: [
    {
      id: 'boss',
      group: 'demographic_fit',
      label: 'Decides',
      kind: 'field',
      field: 'title',
      test: { equals: 'CEO' },
      points: 85,
    },
  ],
}

let api: TestApi
let [maria, ravi]: TestUser[] = []

beforeAll(async () => {
  api = await testApi()
  await putInForce(api, { document: bossesAreHot })
  maria = await api.build.user('maria', 'manager')
  ravi = await api.build.user('ravi')
})
afterAll(() => api.close())

async function update(options: object = {}) {
  const file =
    'name,email,title,outcome\nAnn,ann@x.example,CEO,\nBo,bo@x.example,CEO,\nCy,cy@x.example,CEO,won\n'
  return api.request
    .post('/api/leads/import')
    .set('authorization', `Bearer ${await api.tokenOf(maria!)}`)
    .field('options', JSON.stringify({ on_duplicate: 'update', ...options }))
    .attach('file', Buffer.from(file), 'leads.csv')
}

async function told() {
  const { rows } = await api.db.pool.query(
    `select title from notifications where notification_type = 'lead_hot' order by title desc`,
  )
  return rows.map(({ title }) => title)
}

it('tells once of all leads that an update makes hot: owners of theirs, managers of all (R105)', async () => {
  await api.build.lead({ email: 'ann@x.example', ownerId: ravi!.id })
  await api.build.lead({ email: 'bo@x.example' })
  await api.build.lead({ email: 'cy@x.example', ownerId: ravi!.id })
  expect((await update({ dry_run: true })).body).toMatchObject({ updated_count: 3 })
  expect(await told()).toEqual([])
  expect((await update()).body).toMatchObject({ updated_count: 3, outcomes: { won: 1, lost: 0 } })
  expect(await told()).toEqual(['2 leads are hot by an import', '1 of your leads is hot by an import'])
  await update()
  expect(await told()).toHaveLength(2)
})
