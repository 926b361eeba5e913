import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Api } from './api.ts'
import type { Http } from './route.ts'
import { type SpooledFile, spoolFile } from './spooled-file.ts'
import { checkInput, invalid } from './validate.ts'

/** Registers routes whose body is a file; all others refuse such bodies with 415. */
export function uploadRoutes(api: Api, register: (api: Api) => void): void {
  api.fastify.register(async (fastify) => {
    await fastify.register(multipart, {
      throwFileSizeLimit: false,
      limits: { files: 1, fields: 4, parts: 5, fieldSize: 100_000, fileSize: Number.POSITIVE_INFINITY },
    })
    fastify.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload))
    register({ ...api, fastify })
  })
}

export type Upload<Options> = { file: SpooledFile; options: Options }

/** Receives the file and its options and hands them on; the file goes when the work is done. */
export async function withUpload<Schema extends z.ZodType, Result>(
  { request, reply }: Http,
  { maxBytes, options }: { maxBytes: number; options: Schema },
  work: (upload: Upload<z.output<Schema>>) => Promise<Result>,
): Promise<Result> {
  const received: Received = { file: null, options: undefined }
  try {
    await receive(request, received, maxBytes)
    const checked = checkInput(options, received.options ?? {})
    if (!received.file) throw invalid([{ field: 'file', message: 'is required' }])
    // Work on a large file may be silent for longer than an idle connection is kept.
    request.raw.setTimeout(0)
    return await work({ file: received.file, options: checked })
  } catch (error) {
    // What was not read of a refused upload is not worth a connection.
    if (!request.raw.complete) reply.header('connection', 'close')
    request.raw.unpipe()
    request.raw.resume()
    throw error
  } finally {
    await received.file?.close()
  }
}

type Received = { file: SpooledFile | null; options: unknown }

async function receive(request: FastifyRequest, received: Received, maxBytes: number): Promise<void> {
  if (!request.isMultipart()) {
    if (request.body === undefined) return
    if (!(request.body instanceof Readable)) {
      throw new AppError('unsupported_media_type', 'Send the file as multipart/form-data or text/csv')
    }
    const { body } = request
    received.file = await spoolFile(
      incoming(() => body),
      { name: null, maxBytes },
    )
    return
  }
  for await (const part of incoming(() => request.parts())) {
    if (part.type === 'file' && part.fieldname === 'file') {
      received.file = await spoolFile(
        incoming(() => part.file),
        { name: part.filename?.slice(0, 200) || null, maxBytes },
      )
    } else if (part.type === 'field' && part.fieldname === 'options') {
      received.options = parseOptions(part.value)
    } else {
      // A part may come without any name, whatever its type says.
      throw invalid([{ field: part.fieldname || 'part', message: 'is not allowed' }])
    }
  }
}

/** What comes from the sender. One that breaks off, or is no multipart, is the sender's mistake and not ours. */
async function* incoming<Piece>(open: () => AsyncIterable<Piece>): AsyncGenerator<Piece> {
  try {
    yield* open()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('import_unreadable', 'The upload ended early or is not multipart/form-data', { cause })
  }
}

function parseOptions(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    throw invalid([{ field: 'options', message: 'must be JSON' }])
  }
}
