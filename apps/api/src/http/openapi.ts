import { allEndpoints, type Endpoint } from '@leadglass/contracts/endpoint.ts'
import { errorBody } from '@leadglass/contracts/errors.ts'
import { z } from 'zod'
import { version } from '../version.ts'

type Json = Record<string, unknown>

/** What the operations send or take that are not JSON. A contract says only that they are streams. */
const streamTypes: Record<string, { takes?: Json; answers: string }> = {
  importLeads: {
    takes: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['file'],
          properties: {
            options: { type: 'string', description: 'JSON: mapping, defaults, on_duplicate, dry_run' },
            file: { type: 'string', contentMediaType: 'text/csv' },
          },
        },
      },
      'text/csv': { schema: { type: 'string' } },
    },
    answers: 'application/json',
  },
  getImportTemplate: { answers: 'text/csv' },
  exportLeads: { answers: 'text/csv' },
  exportAuditLogs: { answers: 'text/csv' },
  streamNotifications: { answers: 'text/event-stream' },
}

/** Builds the OpenAPI 3.1 document from the contracts (R018): what is declared is what is documented. */
export function buildOpenApi(endpoints: readonly Endpoint[] = allEndpoints()): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Leadglass API',
      version,
      description:
        'Every path below /api is served under /api/v1 as well, with the same answers. Sign in with ' +
        'POST /api/auth/login and send the access token as "Authorization: Bearer …". Nothing is coerced and ' +
        'unknown fields are refused.',
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: jsonSchema(errorBody, 'output') },
      responses: errorResponses(),
    },
  }
}

function operation(endpoint: Endpoint): Json {
  const { name, summary, tag, access, params, query, status } = endpoint
  return {
    operationId: name,
    summary,
    tags: [tag],
    ...(access === 'public' ? { security: [] } : { description: `For ${access.join(', ')}.` }),
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query')],
    ...requestBody(endpoint),
    responses: { [status]: answer(endpoint), ...refusals(endpoint) },
  }
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: rest,
  }))
}

function requestBody({ name, body }: Endpoint): Json {
  const streamed = streamTypes[name]?.takes
  if (streamed) return { requestBody: { required: true, content: streamed } }
  if (!body) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } },
  }
}

function answer({ name, kind, response, summary }: Endpoint): Json {
  const type = kind === 'stream' ? streamTypes[name]?.answers : 'application/json'
  if (!type || (kind === 'json' && !response)) return { description: summary }
  const schema = response ? jsonSchema(response, 'output') : { type: 'string' }
  return { description: summary, content: { [type]: { schema } } }
}

const refusalTexts: Record<number, string> = {
  400: 'The request is not valid; `errors` names each field',
  401: 'No token, or one that is not valid any more',
  403: 'The role, or this user, may not do this',
  404: 'Missing, or not visible to the caller',
  409: 'The state of the object does not allow it',
  429: 'Too many requests; see Retry-After',
  503: 'The database is away, or the server has as much to do as it can; see Retry-After',
  504: 'No answer in time: the request was stopped',
}

function refusals({ access, params, query, body, method, kind }: Endpoint): Json {
  const possible = {
    400: params ?? query ?? body,
    401: access !== 'public',
    403: access !== 'public',
    404: params,
    409: method !== 'GET',
    429: true,
    503: true,
    504: kind === 'json',
  }
  return Object.fromEntries(
    Object.entries(possible)
      .filter(([, is]) => is)
      .map(([status]) => [status, { $ref: `#/components/responses/${status}` }]),
  )
}

function errorResponses(): Json {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  return Object.fromEntries(
    Object.entries(refusalTexts).map(([status, description]) => [status, { description, content }]),
  )
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}
