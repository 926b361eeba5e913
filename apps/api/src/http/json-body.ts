import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors.ts'

const maxDepth = 32

/**
 * Reads JSON strictly: UTF-8 that is broken, nesting that would overflow the stack and prototype keys are all
 * refused with 400 before anything is built from them.
 */
export function parseJsonStrictly(fastify: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parse = fastify.getDefaultJsonParser('error', 'error')
  fastify.removeContentTypeParser('application/json')
  fastify.removeContentTypeParser('text/plain')
  // Read before it is refused, so that the limit holds for any content type (R046).
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) =>
    done(new AppError('unsupported_media_type', 'Send JSON (content-type: application/json)')),
  )
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    try {
      const text = decoder.decode(body as Buffer)
      if (isDeeperThan(text, maxDepth)) throw new Error(`nested deeper than ${maxDepth}`)
      parse(request, text, (error, value) => (error ? done(malformed(error)) : done(null, value)))
    } catch (error) {
      done(malformed(error))
    }
  })
}

function malformed(cause: unknown): AppError {
  return new AppError('malformed_json', 'The body is not valid JSON', { cause })
}

/** Counts open brackets outside strings. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (inString) {
      if (character === '\\') index++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') {
      depth++
      if (depth > limit) return true
    } else if (character === '}' || character === ']') depth--
  }
  return false
}
