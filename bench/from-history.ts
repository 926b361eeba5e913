import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import bcrypt from 'bcrypt'
import { connect } from '../apps/api/src/db/db.ts'
import { startTemporaryPostgres } from '../apps/api/src/db/embedded-postgres.ts'
import { migrate } from '../apps/api/src/db/migrate.ts'
import { ensureActiveModel } from '../apps/api/src/scoring/ensure-active-model.ts'
import { serverEnv } from '../scripts/server-env.ts'
import { readSchema } from './scoring/read-set.ts'
import { type Server, startServer } from './servers.ts'

const root = path.resolve(import.meta.dirname, '..')
const password = 'a bench password of its own'

const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    features: { type: 'string', default: 'honest' },
    later: { type: 'string', default: '0' },
  },
})

type Call = (method: string, url: string, body?: unknown) => Promise<Record<string, unknown>>

/**
 * From a file of closed leads to a report card, through the API of a running server alone:
 * `node bench/from-history.ts --data FOLDER [--features honest|all] [--later ROWS]`. The folder holds train.csv and
 * schema.json; the last rows are kept for a second file, imported after the model is in force.
 */
async function fromHistory(folder: string): Promise<void> {
  const database = await startTemporaryPostgres()
  const db = connect({ url: database.url, max: 2, onIdleError: () => {} })
  let server: Server | undefined
  try {
    await migrate(db.pool, { directory: path.join(root, 'prisma/migrations') })
    await ensureActiveModel(db)
    await db.pool.query(
      `insert into users (email, username, full_name, role, hashed_password) values ('a@b.test', 'ana', 'Ana', 'admin', $1)`,
      [await bcrypt.hash(password, 4)],
    )
    server = await startServer(path.join(root, 'apps/api/src/main.ts'), envOf(database.url), '/health')
    await tell(server, folder)
  } finally {
    await server?.stop()
    await db.close()
    await database.stop()
  }
}

function envOf(url: string): Record<string, string> {
  return {
    ...serverEnv,
    DATABASE_URL: url,
    NODE_ENV: 'test',
    SECRET_KEY: 'a-secret-of-the-benchmark-0123456789abcdef',
    ACCESS_TOKEN_EXPIRE_MINUTES: '600',
    RATE_LIMIT_MAX_REQUESTS: '1000000',
  }
}

async function tell(server: Server, folder: string): Promise<void> {
  const call = await signIn(server)
  const schema = readSchema(path.join(folder, 'schema.json'))
  const [header = '', ...rows] = readFileSync(path.join(folder, 'train.csv'), 'utf8').trim().split(/\r?\n/)
  const leftOut = new Set([
    ...(schema.not_features ?? []),
    ...(args.features === 'all' ? [] : (schema.leaky ?? [])),
  ])
  const mapping = Object.fromEntries(
    header.split(',').map((name) => [name, targetOf(name, schema.target, leftOut)]),
  )
  const cut = rows.length - Number(args.later)
  const send = (part: string[]) => importCsv(server, call, [header, ...part].join('\n'), mapping)
  await timed(server, 'import', () => send(rows.slice(0, cut)))
  const trained = await timed(server, 'training', async () => {
    const { id } = await call('POST', '/api/learning/train', {})
    return finished(call, String(id), server)
  })
  const { learned_model_id: modelId } = trained.result as { learned_model_id: string }
  const model = await call('GET', `/api/learning/models/${modelId}`)
  print({
    model: pick(model, [
      'candidate',
      'signal',
      'reason',
      'rows',
      'won',
      'weight',
      'auc',
      'suspicious',
      'left_out',
      'compared',
      'scale',
    ]),
  })
  await timed(server, 'publish, rescore, judge', async () => {
    await call('POST', `/api/learning/models/${modelId}/publish`, { reason: 'bench' })
    await idle(call)
  })
  await report(call)
  if (cut === rows.length) return
  await timed(server, 'later import', () => send(rows.slice(cut)))
  await idle(call)
  await report(call)
}

function targetOf(name: string, target: string, leftOut: ReadonlySet<string>): string | null {
  if (name === target) return 'outcome'
  return leftOut.has(name) ? null : `metadata.${name.replace(/[^A-Za-z0-9]+/g, '_')}`
}

async function signIn({ baseUrl }: Server): Promise<Call> {
  let token = ''
  const call: Call = async (method, url, body) => {
    const answer = await fetch(baseUrl + url, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const read = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) throw new Error(`${method} ${url}: ${JSON.stringify(read)}`)
    return read
  }
  token = String((await call('POST', '/api/auth/login', { username: 'ana', password })).access_token)
  tokens.set(call, token)
  return call
}

const tokens = new WeakMap<Call, string>()

async function importCsv({ baseUrl }: Server, call: Call, csv: string, mapping: object): Promise<void> {
  const form = new FormData()
  form.set('options', JSON.stringify({ mapping, defaults: { name: 'Contact {row_id}' } }))
  form.set('file', new Blob([csv], { type: 'text/csv' }), 'history.csv')
  const headers = { authorization: `Bearer ${tokens.get(call)}` }
  const answer = await fetch(`${baseUrl}/api/leads/import`, { method: 'POST', headers, body: form })
  const body = (await answer.json()) as Record<string, unknown>
  print({ imported: pick(body, ['created_count', 'error_count', 'outcomes', 'errors', 'detail']) })
}

async function finished(call: Call, id: string, server: Server): Promise<Record<string, unknown>> {
  let highest = 0
  for (;;) {
    const job = await call('GET', `/api/jobs/${id}`)
    highest = Math.max(highest, server.memoryMb())
    if (job.finished_at !== null) {
      if (job.status !== 'succeeded') throw new Error(`the training ${job.status}: ${job.error}`)
      print({ highestMb: highest })
      return job
    }
    await sleep(200)
  }
}

/** Until no job waits or runs. */
async function idle(call: Call): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    await sleep(300)
    const { waiting } = await call('GET', '/api/report-card')
    const { total } = await call('GET', '/api/leads?per_page=1')
    quiet = waiting === 0 && total !== undefined ? quiet + 1 : 0
  }
}

async function report(call: Call): Promise<void> {
  const card = await call('GET', '/api/report-card')
  const { auc } = (card.probability ?? {}) as { auc?: object }
  print({
    report: pick(card, [
      'version',
      'rows',
      'won',
      'held_out_rows',
      'later_rows',
      'sentence',
      'rules_auc',
      'alarm',
    ]),
    scoreAuc: (card.score as { auc?: object } | null)?.auc,
    probabilityAuc: auc,
  })
}

async function timed<T>(server: Server, what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const cpu = server.cpuMs()
  const result = await work()
  const [took, worked] = [performance.now() - start, server.cpuMs() - cpu]
  console.log(`${what}: ${(took / 1000).toFixed(1)} s, ${(worked / 1000).toFixed(1)} s of the server's cores`)
  return result
}

function pick(row: Record<string, unknown>, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}

function print(value: object): void {
  console.log(JSON.stringify(value))
}

if (!args.data) throw new Error('--data FOLDER is missing: a folder with train.csv and schema.json')
await fromHistory(path.resolve(args.data))
