import type { Endpoint, EndpointArgs, EndpointResponse } from '@leadglass/contracts/endpoint.ts'
import { send } from './send.ts'

type CallOptions = { signal?: AbortSignal }
type CallArgs<E extends Endpoint> = keyof EndpointArgs<E> extends never
  ? [args?: Record<string, never>, options?: CallOptions]
  : [args: EndpointArgs<E>, options?: CallOptions]

type LooseArgs = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** Calls one endpoint of the API with what its contract asks for, and answers what the contract says. */
export async function call<E extends Endpoint>(
  endpoint: E,
  ...[args, options]: CallArgs<E>
): Promise<EndpointResponse<E>> {
  const { params, query, body } = (args ?? {}) as LooseArgs
  const response = await send({
    method: endpoint.method,
    path: pathOf(endpoint.path, params) + queryOf(query),
    isPublic: endpoint.access === 'public',
    signal: options?.signal,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  return (response.status === 204 ? undefined : await response.json()) as EndpointResponse<E>
}

/** Fills `:name` in a contract's path. */
export function pathOf(path: string, params: Record<string, unknown> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
}

/** A query string without what is undefined or empty; '' when nothing is left. */
export function queryOf(query: Record<string, unknown> = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  return search.size === 0 ? '' : `?${search}`
}
