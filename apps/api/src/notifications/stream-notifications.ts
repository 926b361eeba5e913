import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { startEventStream } from './event-stream.ts'
import type { LiveStreams } from './live-streams.ts'

type StreamRequest = {
  headers: IncomingHttpHeaders
  tokenExpiresAt: Date
  /** Takes the answer out of the server's hands and gives the headers it has set. */
  takeOver: () => { raw: ServerResponse; headers: Record<string, string> }
}

/** Keeps the answer open and sends the caller's notifications as they come (R116). */
export function streamNotifications(ctx: Context, live: LiveStreams, request: StreamRequest): Promise<void> {
  const reader = {
    userId: ctx.actor.id,
    sessionId: ctx.actor.sessionId,
    expiresAt: request.tokenExpiresAt,
    lastSeen: readLastEventId(request.headers['last-event-id']),
  }
  return live.open(reader, () => {
    const { raw, headers } = request.takeOver()
    return startEventStream(raw, headers)
  })
}

function readLastEventId(header: string | string[] | undefined): number | undefined {
  if (header === undefined || header === '') return undefined
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header)
  throw new AppError('validation_error', '"Last-Event-ID" must be the id of an event of this stream', {
    fields: [{ field: 'Last-Event-ID', message: 'must be the id of an event of this stream' }],
  })
}
