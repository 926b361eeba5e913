import { setTimeout as sleep } from 'node:timers/promises'
import { problemOf, type Rules } from './answer-rules.ts'
import { type Answer, keepAlive, type Sent, send } from './http-client.ts'
import type { WriteHistory } from './write-history.ts'

type Answered = { ok: number; unavailable: number }
export type Counted = { reads: Answered; writes: Answered; problems: Map<string, number> }

export type Traffic = {
  readonly counted: Counted
  /** The first success of a read and of a write that were sent after this moment. */
  recovered(since: number): { read: number | null; write: number | null }
  stop(): Promise<void>
}

export type TrafficOptions = {
  baseUrl: string
  tokens: readonly string[]
  leadIds: readonly string[]
  history: WriteHistory
  clients?: number
  pauseMs?: number
  /** What an answer to a request sent at this moment has to keep to. */
  rules(sentAt: number): Rules
  /** Sees every answer. */
  watch?(answer: Answer, isWrite: boolean): void
  /** Socket errors that are part of the fault, such as those of a killed worker. */
  forgives?(answer: Answer): boolean
}

type Seen = { at: number; status: number; isWrite: boolean }

/** People at work: lists, single leads, new leads, activities and notes, on one connection each. */
export function startTraffic(options: TrafficOptions): Traffic {
  const { baseUrl, history, clients = 20, pauseMs = 100 } = options
  const counted: Counted = {
    reads: { ok: 0, unavailable: 0 },
    writes: { ok: 0, unavailable: 0 },
    problems: new Map(),
  }
  const seen: Seen[] = []
  let isStopping = false

  async function work(client: number): Promise<void> {
    const agent = keepAlive()
    const token = pick(options.tokens, client)
    await sleep((client * pauseMs) / clients)
    for (let turn = client; !isStopping; turn += 1) {
      const leadId = pick(options.leadIds, turn * 7)
      await once(turn, leadId, token, agent)
      await sleep(pauseMs)
    }
    agent.destroy()
  }

  async function once(turn: number, leadId: string, token: string, agent: ReturnType<typeof keepAlive>) {
    const { sent, write } = nextRequest(turn, leadId, history)
    const answer = await send(baseUrl, { ...sent, token }, agent)
    if (write) history.settle(write, answer)
    count(answer, write !== null)
    options.watch?.(answer, write !== null)
  }

  function count(answer: Answer, isWrite: boolean): void {
    seen.push({ at: answer.at, status: answer.status, isWrite })
    const problem = options.forgives?.(answer) ? null : problemOf(answer, options.rules(answer.at))
    if (problem) counted.problems.set(problem, (counted.problems.get(problem) ?? 0) + 1)
    else counted[isWrite ? 'writes' : 'reads'][answer.status === 503 ? 'unavailable' : 'ok'] += 1
  }

  const working = Array.from({ length: clients }, (_, client) => work(client))
  const firstSuccess = (since: number, isWrite: boolean) =>
    seen.find((one) => one.at >= since && one.isWrite === isWrite && isSuccess(one))?.at ?? null
  return {
    counted,
    recovered: (since) => ({ read: firstSuccess(since, false), write: firstSuccess(since, true) }),
    async stop() {
      isStopping = true
      await Promise.all(working)
    },
  }
}

export function describeCounted({ reads, writes }: Counted): string {
  return `reads ${reads.ok} ok, ${reads.unavailable} × 503; writes ${writes.ok} ok, ${writes.unavailable} × 503`
}

const isSuccess = ({ status }: Seen) => status >= 200 && status < 300

/** Half of the work reads, half of it writes. */
function nextRequest(turn: number, leadId: string, history: WriteHistory) {
  const at = turn % 6
  if (at === 0) return read('/api/leads?per_page=25&sort=score')
  if (at === 2 || at === 4) return read(`/api/leads/${leadId}`)
  const write = history.next(at === 1 ? 'lead' : at === 3 ? 'activity' : 'note')
  return { sent: writeRequest(write, leadId), write }
}

function read(path: string) {
  return { sent: { method: 'GET', path }, write: null }
}

function writeRequest({ kind, token }: ReturnType<WriteHistory['next']>, leadId: string): Sent {
  if (kind === 'lead') return { method: 'POST', path: '/api/leads', body: { name: token, source: 'website' } }
  if (kind === 'activity') {
    const body = { activity_type: 'email_open', description: token }
    return { method: 'POST', path: `/api/leads/${leadId}/activity`, body }
  }
  return { method: 'POST', path: '/api/notes', body: { lead_id: leadId, content: token } }
}

function pick<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}
