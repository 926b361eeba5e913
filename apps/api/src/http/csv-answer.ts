import type { FastifyReply } from 'fastify'

/** The head of a CSV download. The file's name is ours, never the caller's. */
export function asCsv(reply: FastifyReply, filename: string): FastifyReply {
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${filename}"`)
    .header('cache-control', 'no-store')
}
