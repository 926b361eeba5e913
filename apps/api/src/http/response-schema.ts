import { z } from 'zod'

type Json = Record<string, unknown>

/**
 * The JSON schema that fast-json-stringify compiles to a serializer. Formats and bounds are left out (answers are
 * typed, not checked again), `X | null` becomes `nullable`, and unions are written by JSON.stringify.
 */
export function serializerSchema(schema: z.ZodType): Json {
  return simplify(z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' }) as Json)
}

function simplify(schema: Json): Json {
  if (Array.isArray(schema.anyOf)) return simplifyUnion(schema.anyOf as Json[])
  if (schema.type === 'object') return simplifyObject(schema)
  if (schema.type === 'array') return { type: 'array', items: simplify(schema.items as Json) }
  return typeof schema.type === 'string' ? { type: schema.type } : {}
}

function simplifyUnion(options: Json[]): Json {
  const others = options.filter((option) => option.type !== 'null')
  const [only] = others
  if (others.length !== 1 || !only) return {}
  const simple = simplify(only)
  return simple.type ? { ...simple, nullable: true } : {}
}

function simplifyObject(schema: Json): Json {
  const properties = schema.properties as Record<string, Json> | undefined
  if (!properties) return { type: 'object', additionalProperties: true }
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, simplify(value)])),
    required: [],
  }
}
