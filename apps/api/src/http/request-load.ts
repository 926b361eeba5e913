import { streamNotifications } from '@leadglass/contracts/notifications.ts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors.ts'

/** How many requests this process is answering at this moment. */
export type RequestLoad = { readonly max: number; inFlight(): number; enter(): void; leave(): void }

export function createRequestLoad(max: number): RequestLoad {
  let inFlight = 0
  return {
    max,
    inFlight: () => inFlight,
    enter: () => void inFlight++,
    leave: () => void inFlight--,
  }
}

/** Who must be answered by a server that is at its limit: whoever asks how it is. */
const alwaysAnswered = /^\/(health|livez|debug|metrics|api\/health|api\/v1\/health)(?:[/?]|$)/

/** How long a request that is too many waits, on average, before it is looked at once more. */
const pauseMs = 1_000
/** Paused requests at once. Each holds some kilobytes and no more. */
const mostPausing = 5_000

/**
 * One request more than the process can carry is refused (R050): its memory and its queue for connections stay bounded,
 * and the others are answered in time. Open live streams are no work and do not count.
 *
 * It is refused after a pause: clients that try again at once would keep the process busy with refusals alone, and
 * nothing else would come through. Where even the pausing are too many, the next is refused without one.
 */
export function capRequestsInFlight(fastify: FastifyInstance, load: RequestLoad): void {
  let pausing = 0
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.endpoint?.name === streamNotifications.name) return done()
    const admit = () => {
      load.enter()
      // Comes once for every answer, also when the client leaves.
      reply.raw.once('close', load.leave)
      done()
    }
    if (load.inFlight() < load.max || alwaysAnswered.test(request.url)) return admit()
    if (pausing >= mostPausing) return done(tooBusy())
    pausing++
    let isGone = false
    reply.raw.once('close', () => {
      isGone = true
    })
    setTimeout(
      () => {
        pausing--
        if (load.inFlight() < load.max && !isGone) admit()
        else done(tooBusy())
      },
      pauseMs * (0.5 + Math.random()),
    )
  })
}

function tooBusy(): AppError {
  return new AppError('server_busy', 'The server has as much to do as it can; try again in a moment')
}
