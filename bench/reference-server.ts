import Fastify from 'fastify'
import pg from 'pg'
import { sortOf } from '../apps/api/src/leads/lead-list-order.ts'
import { listLeadRows } from '../apps/api/src/leads/lead-list-repository.ts'
import { findLeadDetail } from '../apps/api/src/leads/lead-repository.ts'
import { captureStatement } from './capture-statement.ts'

/**
 * The reference: bare Fastify and pg with named statements. It runs the product's own SQL for the reads and the
 * least SQL that does the writes, without authentication, rights, validation, logging or a response schema.
 */
const actor = { id: '00000000-0000-7000-8000-000000000000', role: 'manager', sessionId: '' } as const
const scope = { actor, seesAll: true }
const page = { perPage: 25, page: 1, offset: 0, after: null, total: null }
const owner = '00000000-0000-7000-8000-000000000001'
const listQuery = { owner_id: owner, classification: 'warm' } as const
const list = await captureStatement((db) => listLeadRows(db, scope, listQuery, sortOf({}), page))
const search = await captureStatement((db) => listLeadRows(db, scope, { search: 'x' }, sortOf({}), page))
const detail = await captureStatement((db) => findLeadDetail(db, owner, scope))

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 20,
  options: '-c timezone=UTC -c jit=off',
})
const fastify = Fastify({ logger: false })

type Query = Record<string, string>
const replace = (values: unknown[], from: unknown, to: unknown) =>
  values.map((value) => (value === from ? to : value))

fastify.get('/leads', async (request) => {
  const { owner_id, classification, search: words } = request.query as Query
  if (words) return pool.query({ text: search.text, values: replace(search.values, '%x%', `%${words}%`) })
  const values = replace(replace(list.values, owner, owner_id), 'warm', classification)
  return (await pool.query({ name: 'list', text: list.text, values })).rows
})

fastify.get('/leads/:id', async (request) => {
  const { id } = request.params as Query
  return (await pool.query({ name: 'get', text: detail.text, values: replace(detail.values, owner, id) }))
    .rows[0]
})

fastify.post('/leads', async (request) => {
  const body = request.body as Query
  const values = [body.name, body.email, body.company, body.title, body.source]
  const text = `insert into leads (name, email, company, title, source, scoring_model_id)
    values ($1, $2, $3, $4, $5, (select id from scoring_models where is_active)) returning *`
  return (await pool.query({ name: 'create', text, values })).rows[0]
})

fastify.post('/leads/:id/activity', async (request) => {
  const text = `with moved as (
      update leads set fit_score = (fit_score + 1) % 21, scored_at = now(), last_activity_at = now(),
             current_score = engagement_score + buying_score + (fit_score + 1) % 21
       where id = $1 returning id
    ) insert into activities (lead_id, activity_type, points_awarded) select id, $2, 1 from moved returning *`
  const values = [(request.params as Query).id, (request.body as Query).activity_type]
  return (await pool.query({ name: 'activity', text, values })).rows[0]
})

await fastify.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.on('SIGTERM', () => process.exit(0))
