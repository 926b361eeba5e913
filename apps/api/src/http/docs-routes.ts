import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Api } from './api.ts'
import { buildOpenApi } from './openapi.ts'

const require = createRequire(import.meta.url)
const swaggerFolder = path.dirname(require.resolve('swagger-ui-dist/package.json'))
const redocFile = require.resolve('redoc/bundles/redoc.standalone.js')

const swaggerPage = page(
  '<link rel="stylesheet" href="/docs/swagger-ui.css">',
  '<div id="swagger-ui"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/init.js"></script>',
)
const swaggerStart = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
})
`
const redocPage = page(
  '',
  '<div id="redoc"></div><script src="/redoc/redoc.js"></script><script src="/redoc/init.js"></script>',
)
const redocStart = `Redoc.init('/openapi.json', { nativeScrollbars: true }, document.getElementById('redoc'))
`

/** Both viewers write styles into the page and draw icons from data: addresses; scripts stay our own files. */
const swaggerPolicy = policy([])
/** Redoc searches in a worker that it makes from a blob. */
const redocPolicy = policy(['worker-src blob:'])

/** The description of the API and two viewers of it, all from this server (R018). */
export function docsRoutes({ fastify }: Api): void {
  let document: string | undefined
  fastify.get('/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(buildOpenApi())
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document)
  })
  for (const address of ['/docs', '/api/docs', '/api/v1/docs']) {
    fastify.get(address, async (_request, reply) => sendPage(reply, swaggerPage, swaggerPolicy))
  }
  fastify.get('/redoc', async (_request, reply) => sendPage(reply, redocPage, redocPolicy))
  serveViewers(fastify)
}

function serveViewers(fastify: FastifyInstance): void {
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']) {
    fastify.get(`/docs/${file}`, (_request, reply) => reply.sendFile(file, swaggerFolder))
  }
  fastify.get('/docs/init.js', async (_request, reply) => sendScript(reply, swaggerStart))
  fastify.get('/redoc/init.js', async (_request, reply) => sendScript(reply, redocStart))
  let redoc: Promise<string> | undefined
  fastify.get('/redoc/redoc.js', async (_request, reply) => {
    redoc ??= readRedoc()
    return sendScript(reply, await redoc)
  })
}

/** Its one picture comes from the maker's server; nothing here is loaded from elsewhere. */
async function readRedoc(): Promise<string> {
  const script = await readFile(redocFile, 'utf8')
  return script.replaceAll(
    'https://cdn.redoc.ly/redoc/logo-mini.svg',
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
  )
}

function sendPage(reply: FastifyReply, html: string, contentSecurityPolicy: string) {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('content-security-policy', contentSecurityPolicy)
    .send(html)
}

function sendScript(reply: FastifyReply, script: string) {
  return reply
    .type('text/javascript; charset=utf-8')
    .header('cache-control', 'public, max-age=3600')
    .send(script)
}

function page(head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Leadglass API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
${head}
</head>
<body>${body}</body>
</html>
`
}

function policy(more: readonly string[]): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...more,
  ].join('; ')
}
