import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorBody, ErrorCode } from '@leadglass/contracts/errors.ts'
import { statusOf } from '../errors.ts'
import type { SecurityHeaders } from './security-headers.ts'

const refusals: Record<string, { code: ErrorCode; text: string }> = {
  HPE_HEADER_OVERFLOW: { code: 'headers_too_large', text: 'The address and headers are too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request_incomplete', text: 'The request did not come in time' },
}
const unreadable = { code: 'request_unreadable' as const, text: 'The request is not HTTP that can be read' }

/**
 * What Node cannot read never becomes a request, and what does not come in time never becomes a whole one: they are
 * answered here, in the same shape (R051) and with the same headers, and hung up on.
 */
export function clientErrorAnswerer({ data }: SecurityHeaders) {
  const fixed = Object.entries(data).map(([name, value]) => `${name}: ${value}`)
  return (error: Error & { code?: string }, socket: Socket) => answerClientError(error, socket, fixed)
}

function answerClientError(error: Error & { code?: string }, socket: Socket, fixed: string[]): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error)
  const { code, text } = refusals[error.code ?? ''] ?? unreadable
  const status = statusOf[code]
  const body: ErrorBody = {
    error: text,
    detail: text,
    type: code,
    status,
    path: '',
    request_id: randomUUID(),
  }
  const json = JSON.stringify(body)
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/json; charset=utf-8',
      ...fixed,
      `x-request-id: ${body.request_id}`,
      `content-length: ${Buffer.byteLength(json)}`,
      'connection: close',
      '',
      json,
    ].join('\r\n'),
  )
}
