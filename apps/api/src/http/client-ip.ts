import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

declare module 'fastify' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be merged
  interface FastifyRequest {
    /** The address of the client: always one, never a text that somebody made up. */
    readonly clientIp: string
  }
}

/**
 * Where a request comes from, for limits, log and audit. Railway says it in `X-Real-IP`, which it sets itself; what it
 * does with `X-Forwarded-For` it does not say. Of other proxies the last entry counts: those before it are what the
 * client sent along (server.ts).
 */
export function readClientIps(fastify: FastifyInstance, config: Pick<Config, 'trustProxy' | 'isOnRailway'>) {
  const readsRealIp = config.trustProxy && config.isOnRailway
  fastify.decorateRequest('clientIp', {
    getter(this: FastifyRequest) {
      const told = readsRealIp ? this.headers['x-real-ip'] : this.ip
      return typeof told === 'string' && isIP(told) ? told : (this.socket.remoteAddress ?? 'unknown')
    },
  })
}
