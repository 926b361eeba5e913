import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'

/** What every `*Routes(api)` receives: the server to register on, and what the handlers need. */
export type Api = { readonly fastify: FastifyInstance; readonly deps: Deps }
