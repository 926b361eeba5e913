import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { accessLine, isRequestEntry, textLine } from './log-lines.ts'

const time = Date.parse('2026-11-22T06:12:33.456Z')
const request = {
  level: 'info',
  time,
  reqId: 'r-1',
  method: 'GET',
  path: '/api/leads',
  statusCode: 503,
  duration: 12.3,
  requestId: 'r-1',
  ip: '203.0.113.7',
  httpVersion: '1.1',
  msg: 'request',
}

it('writes the moment as `date` prints it on this machine, then level, tag and message (R068)', () => {
  const line = textLine({
    level: 'warn',
    time,
    pid: 7,
    hostname: 'h',
    msg: '[DB_DOWN] op=leader try=1/5',
    op: 'leader',
    sleepMs: 2000,
  })
  const date = execFileSync('date', ['-d', `@${Math.floor(time / 1000)}`, '+%Y-%m-%d %H:%M:%S'], {
    encoding: 'utf8',
  }).trim()
  expect(line).toBe(`${date} WARN [DB_DOWN] op=leader try=1/5 sleepMs=2000\n`)
})

it('gives a message without a tag that of its area', () => {
  expect(textLine({ level: 'info', time, msg: 'token refused', reqId: 'r-1' })).toMatch(
    / INFO \[HTTP\] token refused reqId=r-1\n$/,
  )
  expect(textLine({ level: 'info', time, msg: 'Database connections closed' })).toMatch(
    / INFO \[APP\] Database/,
  )
})

it('shows an error in the line and its stack below, indented', () => {
  const err = { type: 'Error', message: 'no\nway', stack: 'Error: no\nway\n    at here (file.ts:1:2)' }
  const [first, ...stack] = textLine({ level: 'error', time, msg: '[THREAD_CRASH] name=x', err }).split('\n')
  expect(first).toMatch(/ ERROR \[THREAD_CRASH\] name=x error="Error: no\\nway"$/)
  expect(stack).toEqual(['    Error: no', '    way', '    at here (file.ts:1:2)', ''])
})

it('lets nothing that a client sends begin a line', () => {
  const forged = 'x\n2026-11-22 06:12:33 ERROR [DB_DOWN] forged\r\u2028\u001b[31m'
  const line = textLine({ level: 'info', time, msg: `refused ${forged}`, username: forged })
  expect(line.match(/\n/g)).toHaveLength(1)
  expect(line.trimEnd()).not.toMatch(/[\p{Cc}\u2028]/u)
})

it('writes requests in the common log format, with duration and request id', () => {
  expect(isRequestEntry(request)).toBe(true)
  expect(accessLine(request)).toMatch(
    /^203\.0\.113\.7 - - \[2\d\/Nov\/2026:\d\d:\d\d:33 [+-]\d{4}\] "GET \/api\/leads HTTP\/1\.1" 503 - 12\.3ms r-1\n$/,
  )
})

it('is found by its status and by nothing else of the line', () => {
  const found = (entry: object) => / 503 /.test(accessLine({ ...request, ...entry }))
  expect(found({})).toBe(true)
  expect(found({ statusCode: 200, path: '/503', duration: 503 })).toBe(false)
})

it('keeps quotes and line breaks of an address out of the line', () => {
  const line = accessLine({ ...request, path: '/a"b\\c\nd' })
  expect(line).toContain('"GET /a%22b%5Cc\\u000ad HTTP/1.1"')
})
