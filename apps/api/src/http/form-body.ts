import formbody from '@fastify/formbody'
import type { Api } from './api.ts'

/** What OAuth clients, such as the Authorize button of API documents, send along; it says nothing to us. */
const oauthFields = ['grant_type', 'scope', 'client_id', 'client_secret']

/** Registers routes that read HTML forms as well as JSON. A form can be sent from any site, so nobody else takes them. */
export function withFormBodies({ fastify, deps }: Api, addRoutes: (api: Api) => void): void {
  fastify.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 16_384, parser: readForm })
    addRoutes({ fastify: scope, deps })
  })
}

/** A field that is sent twice becomes a list, which no text field accepts. */
function readForm(text: string): Record<string, unknown> {
  const form: Record<string, unknown> = Object.create(null)
  for (const [field, value] of new URLSearchParams(text)) {
    if (oauthFields.includes(field)) continue
    form[field] = field in form ? [form[field], value].flat() : value
  }
  return form
}
