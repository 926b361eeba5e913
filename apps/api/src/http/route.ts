import type { Endpoint, EndpointRequest, EndpointResponse } from '@leadglass/contracts/endpoint.ts'
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { Context, PublicContext } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Api, Deps } from './api.ts'
import { serializerSchema } from './response-schema.ts'
import { validateRequest } from './validate.ts'

type ContextOf<E extends Endpoint> = E['access'] extends 'public' ? PublicContext : Context

/** The request behind an operation, for the few that need its headers or its stream. */
export type Http = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** 204 has no answer, so its handler may return nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: it stands in the return type of a handler
type Answer<E extends Endpoint> = undefined extends EndpointResponse<E> ? void : EndpointResponse<E>

type Handler<E extends Endpoint> = (ctx: Context, input: EndpointRequest<E>, http: Http) => Promise<Answer<E>>

type StreamHandler<E extends Endpoint> = (
  ctx: Context,
  input: EndpointRequest<E>,
  http: Http,
) => Promise<unknown>

type PublicHandler<E extends Endpoint> = (
  ctx: PublicContext,
  input: EndpointRequest<E>,
  http: Http,
) => Promise<Answer<E>>

export type RouteOptions = Pick<RouteShorthandOptions, 'bodyLimit' | 'config' | 'exposeHeadRoute'>

/** Both prefixes serve the same routes (C03). */
export const prefixes = ['/api', '/api/v1'] as const

/** Registers a JSON operation that needs a sign-in under both prefixes. */
export function route<E extends Endpoint>(
  api: Api,
  endpoint: E,
  handler: Handler<E>,
  options: RouteOptions = {},
): void {
  registerJson(api, endpoint, handler as PublicHandler<E>, options)
}

/** Registers an operation that anybody may call. */
export function publicRoute<E extends Endpoint>(
  api: Api,
  endpoint: E,
  handler: PublicHandler<E>,
  options: RouteOptions = {},
): void {
  if (endpoint.access !== 'public') throw new Error(`${endpoint.name} is not public`)
  registerJson(api, endpoint, handler, options)
}

function registerJson<E extends Endpoint>(
  api: Api,
  endpoint: E,
  handler: PublicHandler<E>,
  options: RouteOptions,
): void {
  register(api, endpoint, options, async (request, reply) => {
    const input = validateRequest(endpoint, request)
    const answer = await handler(contextOf(endpoint, request), input, { request, reply })
    reply.code(endpoint.status)
    return answer
  })
}

/** Registers an operation whose handler reads the request or writes the answer as a stream. */
export function streamRoute<E extends Endpoint>(
  api: Api,
  endpoint: E,
  handler: StreamHandler<E>,
  options: RouteOptions = {},
): void {
  register(api, endpoint, options, async (request, reply) => {
    const withoutBody = { ...endpoint, body: undefined } as unknown as E
    const bodyless = { url: request.url, params: request.params, query: request.query } as FastifyRequest
    const input = validateRequest(withoutBody, bodyless)
    return handler(contextOf(endpoint, request) as Context, input, { request, reply })
  })
}

function register(
  { fastify, deps }: Api,
  endpoint: Endpoint,
  options: RouteOptions,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const response =
    endpoint.response && endpoint.kind === 'json' ? serializerSchema(endpoint.response) : undefined
  const fresh = changesLeads(endpoint) ? outdatingFigures(deps, handler) : handler
  const checked = deps.checkAnswers && endpoint.response ? checkAnswer(endpoint, fresh) : fresh
  for (const prefix of prefixes) {
    fastify.route({
      ...options,
      method: endpoint.method,
      url: prefix + endpoint.path,
      config: { ...options.config, endpoint },
      ...(response ? { schema: { response: { [endpoint.status]: response } } } : {}),
      handler: checked,
    })
  }
}

/** Writes of these never change a figure about leads. Whatever is not listed does. */
const apartFromLeads = new Set(['auth', 'notifications', 'notes', 'audit'])

function changesLeads({ method, tag }: Endpoint): boolean {
  return method !== 'GET' && !apartFromLeads.has(tag)
}

/** Before the answer goes out, so that whoever has written sees it in the next figure (R075). */
function outdatingFigures(
  { cache }: Deps,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await handler(request, reply)
    } finally {
      // After a failure too: what a broken connection left undone is not known.
      cache.invalidate('leads')
    }
  }
}

/** In tests every answer is held against its contract; a difference is a 500 that names it. */
function checkAnswer(
  endpoint: Endpoint,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const answer = await handler(request, reply)
    if (endpoint.kind === 'json' || !reply.sent) {
      const result = endpoint.response.safeParse(answer)
      if (!result.success) {
        throw new Error(`answer of ${endpoint.name} breaks its contract: ${result.error.message}`)
      }
    }
    return answer
  }
}

function contextOf<E extends Endpoint>(endpoint: E, request: FastifyRequest): ContextOf<E> {
  const { ctx } = request
  if (!ctx || (endpoint.access !== 'public' && !('actor' in ctx))) {
    throw new AppError('token_missing', 'Sign in first')
  }
  return ctx as ContextOf<E>
}
