import { parse } from 'node:querystring'
import formbody from '@fastify/formbody'
import type { Api } from './api.ts'

/** What OAuth clients, such as the Authorize button of API documents, send along; it says nothing to us. */
const oauthFields = ['grant_type', 'scope', 'client_id', 'client_secret']

/** Registers routes that read HTML forms as well as JSON. A form can be sent from any site, so nobody else takes them. */
export function withFormBodies({ fastify, deps }: Api, addRoutes: (api: Api) => void): void {
  fastify.register(async (scope) => {
    await scope.register(formbody, { parser: readForm })
    addRoutes({ fastify: scope, deps })
  })
}

/**
 * A field that is sent twice becomes a list, which no text field accepts. URLSearchParams would be the plain way, but
 * takes 5 s of CPU for 1 MB of `a&a&a&…`, before anybody has signed in; this reads the first fields in no time.
 */
function readForm(text: string): Record<string, unknown> {
  const form: Record<string, unknown> = parse(text, '&', '=', { maxKeys: 50 })
  for (const field of oauthFields) delete form[field]
  return form
}
