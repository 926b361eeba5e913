import { expect, it } from 'vitest'
import { createSseParser } from './sse-parser.ts'

it('reads events that arrive in pieces and leaves heartbeats out', () => {
  const parse = createSseParser()
  expect(parse(': hello\n\nid: 7\nevent: unr')).toEqual([])
  expect(parse('ead\ndata: {"count":3}\n')).toEqual([])
  expect(parse('\n')).toEqual([{ id: '7', name: 'unread', data: '{"count":3}' }])
})

it('joins several data lines and accepts CRLF', () => {
  const parse = createSseParser()
  expect(parse('data: a\r\ndata: b\r\n\r\n')).toEqual([{ id: null, name: 'message', data: 'a\nb' }])
})
