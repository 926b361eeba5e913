import type { Endpoint } from '@leadglass/contracts/endpoint.ts'
import { errorBody } from '@leadglass/contracts/errors.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { everyEndpoint } from '../../test/all-contracts.ts'
import { databaseState } from '../../test/database-state.ts'
import type { TestUser } from '../../test/factories.ts'
import { hostileTexts, hostileValues } from '../../test/hostile-values.ts'
import { type RawAnswer, type RawRequest, rawRequest } from '../../test/raw-request.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'

/** One broken request: what is wrong with it, and the field that a refusal must name. */
type Case = { what: string; field: string | null; request: RawRequest }

let api: TestApi
let serial = 0
const figures = { refused: 0, accepted: 0, slowest: 0 }
beforeAll(async () => {
  api = await testApi()
})
afterAll(async () => {
  await api.close()
  const { refused, accepted, slowest } = figures
  console.log(`hostile input: ${refused + accepted} requests, refused ${refused}/${refused} with a 4xx and the
database unchanged, ${accepted} harmless ones accepted, 5xx 0, slowest ${Math.round(slowest)} ms`)
})

/** People and rows of its own for each operation, and a good request to it. */
async function goodRequest(endpoint: Endpoint) {
  serial += 1
  const admin = await api.build.user(`admin${serial}`, 'admin')
  const rep = await api.build.user(`rep${serial}`)
  const other = await api.build.user(`other${serial}`)
  const lead = await api.build.lead({ ownerId: admin.id })
  const free = await api.build.lead()
  const { id: assignment } = await api.build.assignment(lead, rep)
  const note = await api.call('post', '/api/notes', { as: admin, body: { lead_id: lead.id, content: 'hi' } })
  const rules = endpoint.tag === 'rule lab' ? await ruleSets(admin) : null
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  const password = 'four-brown-foxes-7'
  const account = {
    email: `new${serial}@example.com`,
    username: `new${serial}`,
    full_name: 'New One',
    password,
  }
  const bodies: Record<string, Record<string, unknown>> = {
    recordActivity: { activity_type: 'call', description: 'x', occurred_at: '2026-01-01T00:00:00Z' },
    assignLead: { lead_id: free.id, user_id: rep.id, notes: 'x', is_primary: true },
    transferLead: { user_id: other.id, notes: 'x' },
    register: { ...account, role: 'sales_rep' },
    signIn: { username: `nobody${serial}`, password },
    refreshSession: { refreshToken: 'x' },
    createLead: { name: 'Acme' },
    updateLead: { name: 'Acme' },
    replaceLead: { name: 'Acme' },
    setLeadStatus: { status: 'contacted', reason: 'x' },
    createNote: { lead_id: lead.id, note_type: 'call', content: 'x' },
    updateNote: { content: 'y' },
    createUser: { ...account, role: 'sales_rep' },
    updateUser: { full_name: 'Other Name' },
    updateProfile: { full_name: 'Other Name' },
    restoreVersion: { reason: 'x' },
    createDraft: { name: 'Spring' },
    saveDraft: { revision: 1, name: 'Spring', document: rules?.document },
    publishDraft: { revision: 1, reason: 'x' },
    saveLearningSettings: {
      retrain_every_days: 7,
      min_new_outcomes: 50,
      days_before_outcome: 1,
      kept_columns: ['metadata.x'],
      left_out_columns: [],
      publish_when_better_by: 0.02,
    },
    trainModel: { seed: 7, days_before_outcome: 1, kept_columns: ['metadata.x'], left_out_columns: [] },
    publishLearnedModel: { reason: 'x' },
    retireLearnedModel: { reason: 'x' },
    giveVerdict: { verdict: 'too_high', reason: 'x' },
    reviewVerdict: { note: 'x' },
    overrideScore: { score: 50, reason: 'x', expires_at: tomorrow },
    scheduleDraft: { revision: 1, reason: 'x', publish_at: '2126-01-01T00:00:00Z' },
    markWorkDone: { outcome: 'called', note: 'x', follow_up_at: tomorrow },
    snoozeWork: { until: tomorrow },
    setFollowUp: { follow_up_at: tomorrow },
  }
  const ids: Record<string, string> = {
    activities: lead.id,
    assignments: endpoint.path.startsWith('/leads') ? lead.id : assignment,
    leads: lead.id,
    notes: endpoint.path.startsWith('/leads') ? lead.id : note.body.id,
    scoring: lead.id,
    verdicts: endpoint.path.startsWith('/leads') ? lead.id : await verdictOn(lead.id, admin),
    'rule lab': (endpoint.path.includes('/drafts') ? rules?.draft : rules?.version) ?? '',
    users: other.id,
    system: 'rescore',
    insights: lead.id,
    'work queue': lead.id,
    jobs: endpoint.tag === 'jobs' ? await jobOf(admin) : '',
  }
  const id = ids[endpoint.tag] ?? '0198f000-0000-7000-8000-000000000000'
  // Only who has a lead works through a queue.
  const caller = endpoint.tag === 'work queue' ? rep : admin
  return { id, body: bodies[endpoint.name], token: await api.tokenOf(caller) }
}

function jobOf({ id }: TestUser): Promise<string> {
  return enqueueJob(api.db, { kind: 'impact', input: {}, requestedById: id })
}

async function verdictOn(leadId: string, as: TestUser): Promise<string> {
  return (await api.call('post', `/api/leads/${leadId}/verdicts`, { as, body: { verdict: 'right' } })).body.id
}

async function ruleSets(admin: TestUser) {
  const { body: version } = await api.call('get', '/api/scoring/versions/active', { as: admin })
  const { body: draft } = await api.call('post', '/api/scoring/drafts', { as: admin, body: {} })
  return { version: version.id, draft: draft.id, document: version.document }
}

const shapeOf = (schema: z.ZodType | undefined) =>
  Object.keys((schema as { shape?: Record<string, unknown> } | undefined)?.shape ?? {})

async function casesOf(endpoint: Endpoint): Promise<Case[]> {
  const { id, body, token } = await goodRequest(endpoint)
  if (endpoint.body && !body) throw new Error(`say what a good body of ${endpoint.name} is`)
  const path = (value: string) => `/api${endpoint.path.replace(/:\w+/, value)}`
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    ...(endpoint.body ? { 'content-type': 'application/json' } : {}),
  }
  const { method } = endpoint
  const good = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
  const ofParams = shapeOf(endpoint.params).flatMap((field) =>
    hostileTexts.map(([what, text]) => ({
      what: `${field}: ${what}`,
      field,
      request: { ...good, path: path(text) },
    })),
  )
  const queried = [...shapeOf(endpoint.query), 'unknown', '__proto__', 'a[b]']
  const ofQuery = queried.flatMap((field) => [
    ...hostileTexts.map(([what, text]) => ({
      what: `?${field}: ${what}`,
      field,
      request: { ...good, path: `${path(id)}?${field}=${text}` },
    })),
    {
      what: `?${field} twice`,
      field,
      request: { ...good, path: `${path(id)}?${field}=1&${field}=2` },
    },
  ])
  return [
    ...ofParams,
    ...ofQuery,
    ...(body ? bodyCases(endpoint, body, { method, headers, path: path(id) }) : []),
  ]
}

function bodyCases(endpoint: Endpoint, body: Record<string, unknown>, request: RawRequest): Case[] {
  const fields = [...shapeOf(endpoint.body), 'id', 'unknown', '__proto__', 'constructor', 'prototype']
  const withField = (field: string, json: string) => {
    const others = Object.entries(body).filter(([key]) => key !== field)
    return `{${[...others.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`), `${JSON.stringify(field)}:${json}`].join(',')}}`
  }
  const filled = fields.flatMap((field) =>
    hostileValues.map(([what, json]) => ({
      what: `${field}: ${what}`,
      field,
      request: { ...request, body: withField(field, json) },
    })),
  )
  const missing = Object.keys(body).map((field) => ({
    what: `${field} missing`,
    field,
    request: { ...request, body: JSON.stringify({ ...body, [field]: undefined }) },
  }))
  const whole = hostileValues.map(([what, json]) => ({
    what,
    field: null,
    request: { ...request, body: json },
  }))
  const bytes = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}')])
  const marked = `\ufeff${JSON.stringify(body)}`
  return [
    ...filled,
    ...missing,
    ...whole,
    { what: 'bad UTF-8', field: null, request: { ...request, body: bytes } },
    { what: 'a byte order mark', field: null, request: { ...request, body: marked } },
    { what: 'cut JSON', field: null, request: { ...request, body: '{"a":' } },
  ]
}

/** What is wrong with an answer, in words; nothing when it is as it must be. */
function flawsOf({ what, field }: Case, answer: RawAnswer): string[] {
  const flaws: string[] = []
  if (answer.status < 200 || answer.status >= 500) flaws.push(`status ${answer.status}`)
  if (answer.ms > 5_000) flaws.push(`took ${answer.ms} ms`)
  if (answer.status >= 400) {
    const shape = errorBody.safeParse(answer.json)
    if (!shape.success) flaws.push(`not the one shape: ${answer.text.slice(0, 200)}`)
    else if (shape.data.type === 'validation_error') {
      const named = shape.data.errors?.map((error) => error.field) ?? []
      // The address as a whole, or the key that is missing beside this one.
      const others = ['path', 'body', 'username', 'current_password']
      const isNamed = named.some((name) => field === null || name.startsWith(field) || others.includes(name))
      if (!isNamed) flaws.push(`names "${named.join(' ')}" for ${field}: ${shape.data.detail}`)
    }
    if (answer.text.length > 20_000) flaws.push(`a refusal of ${answer.text.length} characters`)
    if (/\bat .+:\d+:\d+|select |insert into|postgres|prisma|node_modules/i.test(answer.text)) {
      flaws.push(`leaks: ${answer.text.slice(0, 300)}`)
    }
  }
  return flaws.map((flaw) => `${what} → ${answer.status}: ${flaw}`)
}

/** Sends them at once. Where some were accepted, the refused ones are sent again, so that a change is theirs. */
async function flawsOfBatch(batch: Case[]): Promise<string[]> {
  const send = (cases: Case[]) => Promise.all(cases.map(({ request }) => rawRequest(api.baseUrl, request)))
  const before = await databaseState(api.db)
  const answers = await send(batch)
  const refused = batch.filter((_, index) => (answers[index]?.status ?? 500) >= 400)
  figures.refused += refused.length
  figures.accepted += batch.length - refused.length
  figures.slowest = Math.max(figures.slowest, ...answers.map(({ ms }) => ms))
  const isMixed = refused.length < batch.length
  const start = isMixed ? await databaseState(api.db) : before
  if (isMixed) await send(refused)
  const flaws = batch.flatMap((each, index) => flawsOf(each, answers[index] as RawAnswer))
  const isUnchanged = JSON.stringify(await databaseState(api.db)) === JSON.stringify(start)
  return isUnchanged
    ? flaws
    : [...flaws, `one of these was refused and changed rows: ${refused.map(({ what }) => what)}`]
}

describe('hostile input (R044, R051–R053, R063)', () => {
  it.each(everyEndpoint.map((endpoint) => [endpoint.name, endpoint] as const))(
    'is refused by %s with a 4xx that names the field, and changes nothing',
    async (_name, endpoint) => {
      const flaws: string[] = []
      const cases = await casesOf(endpoint)
      for (let start = 0; start < cases.length; start += 16) {
        flaws.push(...(await flawsOfBatch(cases.slice(start, start + 16))))
      }
      expect(flaws).toEqual([])
    },
    120_000,
  )

  it('would see a change (the comparison works)', async () => {
    const before = await databaseState(api.db)
    await api.build.lead()
    expect(await databaseState(api.db)).not.toEqual(before)
  })
})
