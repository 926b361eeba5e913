import type { z } from 'zod'
import type { Role } from './auth.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call an endpoint: anybody, or the signed-in holders of one of the roles.
 * This is the first gate (403 by role); which rows a caller sees is the policy of the noun.
 */
export type Access = 'public' | readonly Role[]

/** One operation of the API: the only thing that server and web app share about it. */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  /** The use case's name; unique, and the operationId of OpenAPI. */
  readonly name: string
  readonly summary: string
  readonly tag: string
  readonly method: Method
  /** Path below `/api` (and `/api/v1`), with `:name` for parameters. */
  readonly path: string
  readonly access: Access
  readonly status: 200 | 201 | 204
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly response: Response
  /** `stream`: the handler writes the answer itself (CSV export, event stream, CSV import). */
  readonly kind: 'json' | 'stream'
}

type Definition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
> = {
  name: string
  summary: string
  tag: string
  method: Method
  path: string
  access: Access
  status?: 200 | 201 | 204
  params?: Params
  query?: Query
  body?: Body
  response?: Response
  kind?: 'json' | 'stream'
}

const registry: Endpoint[] = []

/**
 * Declares an operation. Parts that are left out are `z.undefined()`-like: the caller may not send them.
 * Every declared endpoint is listed by `allEndpoints()`, from which OpenAPI and the access tests are made.
 */
export function defineEndpoint<
  Params extends z.ZodType = z.ZodNever,
  Query extends z.ZodType = z.ZodNever,
  Body extends z.ZodType = z.ZodNever,
  Response extends z.ZodType = z.ZodNever,
>(definition: Definition<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  const endpoint = {
    status: 200,
    kind: 'json',
    ...definition,
  } as Endpoint<Params, Query, Body, Response>
  registry.push(endpoint)
  return endpoint
}

/** Every endpoint whose contract module has been imported, in the order of declaration. */
export function allEndpoints(): readonly Endpoint[] {
  return registry
}

type InputOf<T> = T extends z.ZodNever ? undefined : T extends z.ZodType ? z.input<T> : undefined
type OutputOf<T> = T extends z.ZodNever ? undefined : T extends z.ZodType ? z.output<T> : undefined

/** What a caller passes to an endpoint (before validation). */
export type EndpointArgs<E extends Endpoint> = {
  [K in 'params' | 'query' | 'body' as InputOf<E[K]> extends undefined ? never : K]: InputOf<E[K]>
}

/** What a handler receives from an endpoint (after validation). */
export type EndpointRequest<E extends Endpoint> = {
  params: OutputOf<E['params']>
  query: OutputOf<E['query']>
  body: OutputOf<E['body']>
}

/** What an endpoint answers; `undefined` for 204. */
export type EndpointResponse<E extends Endpoint> = OutputOf<E['response']>
