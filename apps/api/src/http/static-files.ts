import { existsSync } from 'node:fs'
import path from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Config } from '../config.ts'

export type WebApp = { sendPage(reply: FastifyReply): FastifyReply }

const builtHere = path.resolve(import.meta.dirname, '../../../web/dist')

/**
 * Serves the built web app, when there is one. Each file that exists at start becomes a route, so that no request
 * can name another one. Files whose names carry a hash never change and are kept for a year; the page that names
 * them is asked for each time.
 */
export async function serveWebApp(fastify: FastifyInstance, config: Config): Promise<WebApp | null> {
  const root = path.resolve(config.webDist ?? builtHere)
  const isBuilt = existsSync(path.join(root, 'index.html'))
  // Registered in any case: the documents are sent with it as well.
  await fastify.register(staticFiles, {
    root,
    serve: isBuilt,
    wildcard: false,
    index: false,
    preCompressed: true,
    dotfiles: 'ignore',
    globIgnore: ['**/*.{br,gz,map}', 'index.html'],
    cacheControl: false,
    setHeaders: (reply, file) => reply.header('cache-control', cachingOf(path.relative(root, file))),
    suppressWarning: true,
  })
  if (!isBuilt) return null
  return { sendPage: (reply) => reply.sendFile('index.html') }
}

function cachingOf(file: string): string {
  if (file.startsWith(`assets${path.sep}`)) return 'public, max-age=31536000, immutable'
  return file.startsWith('index.html') ? 'no-cache' : 'public, max-age=3600'
}
