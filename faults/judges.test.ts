import { describe, expect, it } from 'vitest'
import { problemOf } from './answer-rules.ts'
import { createCanaries } from './canaries.ts'
import type { LogLine } from './fault-server.ts'
import type { Answer } from './http-client.ts'
import { readLog } from './log-rules.ts'
import { createWriteHistory } from './write-history.ts'

const exact = {
  error: 'SERVICE_UNAVAILABLE',
  detail: 'Database temporarily unavailable',
  type: 'database_unavailable',
  status: 503,
  path: '/api/leads',
  request_id: 'r-1',
}

function answer(status: number, body: unknown = {}, more: Partial<Answer> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { 'retry-after': '3' }
  return { status, text, headers, failure: null, hasBegun: true, isReused: true, at: 0, ms: 10, ...more }
}

describe('problemOf', () => {
  const rules = { boundMs: 3_000 }

  it('takes a success and the exact 503', () => {
    expect(problemOf(answer(201), rules)).toBeNull()
    expect(problemOf(answer(503, exact), rules)).toBeNull()
  })

  it.each([
    ['an answer that is late', answer(200, {}, { ms: 4_000 }), /late/],
    ['no answer', answer(0, '', { failure: 'ECONNRESET' }), /socket: ECONNRESET/],
    ['a 500', answer(500), /status 500/],
    ['a 504', answer(504), /status 504/],
    ['a 409 where none is due', answer(409), /status 409/],
    ['a 503 in other words', answer(503, { ...exact, detail: 'Try later' }), /another body/],
    ['a 503 that is no JSON', answer(503, '<html>'), /another body/],
    ['a 503 without Retry-After', answer(503, exact, { headers: {} }), /Retry-After/],
    ['a 503 that names a host', answer(503, { ...exact, cause: 'connect ECONNREFUSED' }), /tells/],
  ])('refuses %s', (_name, given, problem) => {
    expect(problemOf(given, rules)).toMatch(problem)
  })
})

describe('createWriteHistory', () => {
  function historyOf(...answers: Answer[]) {
    const history = createWriteHistory('w')
    const tokens = answers.map((given) => {
      const write = history.next('lead')
      history.settle(write, given)
      return write.token
    })
    return { history, tokens }
  }

  it('calls what was accepted and is not there lost, and what is there twice doubled', () => {
    const { history, tokens } = historyOf(answer(201), answer(201))
    const verdict = history.compare([tokens[1] ?? '', tokens[1] ?? ''])
    expect(verdict).toMatchObject({ accepted: 2, wrong: [], unknown: [] })
    expect(verdict.lost).toEqual([`lead ${tokens[0]} (201)`])
    expect(verdict.doubled).toEqual([`lead ${tokens[1]} (201)`])
  })

  it('calls what was refused before it was tried and is there wrong', () => {
    const open = answer(503, { ...exact, type: 'circuit_breaker_open' })
    const { history, tokens } = historyOf(answer(409), open)
    expect(history.compare(tokens).wrong).toHaveLength(2)
  })

  it('does not know of a 503 that is there, nor of a write without an answer', () => {
    const lost = answer(0, '', { failure: 'ECONNRESET' })
    const { history, tokens } = historyOf(answer(503, exact), lost, answer(503, exact))
    const verdict = history.compare(tokens.slice(0, 1))
    expect(verdict.unknown).toHaveLength(2)
    expect(verdict).toMatchObject({ lost: [], wrong: [] })
  })
})

describe('readLog', () => {
  const line = (msg: string, pid = 1): LogLine => ({
    at: 0,
    level: 'warn',
    pid,
    msg,
    raw: msg,
    requestId: null,
    isRequest: false,
  })
  const down = (sleep: number) =>
    line(`[DB_DOWN] op=retention try=1/5 sleep=${sleep}s reason=ConnectionRefused`)
  const back = line('[DB_RECOVERED] op=retention after 2 attempts')
  const problems = (lines: LogLine[], mayFlap = false) =>
    readLog(lines, { seconds: 10, requests: 10, mayFlap }).problems

  it('takes tries that slow down and one recovery', () => {
    expect(problems([down(2), down(4), back])).toEqual([])
  })

  it.each([
    ['a loop that never recovers', [down(2), down(4)], /no \[DB_RECOVERED\]/],
    ['a loop that does not slow down', [down(4), down(2), back], /did not slow down/],
    ['a recovery from nothing', [back], /without having been down/],
    ['two recoveries of one outage', [down(2), back, back], /without having been down/],
    ['two outages instead of one', [down(2), back, down(2), back], /2 \[DB_RECOVERED\]/],
    ['a crash', [line('unhandledRejection')], /unhandledRejection/],
    ['a flood', Array.from({ length: 500 }, () => line('again')), /flood/],
  ])('refuses %s', (_name, lines, problem) => {
    expect(problems(lines).join()).toMatch(problem)
  })

  it('takes two outages of a database that comes and goes', () => {
    expect(problems([down(2), back, down(2), back], true)).toEqual([])
  })
})

it('finds a planted secret wherever it stands', () => {
  const canaries = createCanaries()
  const secret = canaries.plant('SECRET_KEY')
  canaries.look('an answer', 'nothing')
  expect(canaries.found).toEqual([])
  canaries.look('an answer', `key=${secret};`)
  expect(canaries.found).toEqual(['SECRET_KEY in an answer'])
})
