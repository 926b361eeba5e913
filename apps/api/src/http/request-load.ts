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
const alwaysAnswered = /^\/(health|livez|debug|metrics)(?:[/?]|$)/

/**
 * One request more than the process can carry is refused at once, cheaply (R050): its memory and its queue for
 * connections stay bounded, and the others are answered in time. Open live streams are no work and do not count.
 */
export function capRequestsInFlight(fastify: FastifyInstance, load: RequestLoad): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.endpoint?.name === streamNotifications.name) return done()
    load.enter()
    // Comes once for every answer, also when the client leaves.
    reply.raw.once('close', load.leave)
    if (load.inFlight() <= load.max || alwaysAnswered.test(request.url)) return done()
    done(new AppError('server_busy', 'The server has as much to do as it can; try again in a moment'))
  })
}
