import { randomUUID } from 'node:crypto'
import { open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError } from '../errors.ts'

const chunkSize = 262_144

/** An upload that was received whole, on disk and not in memory. */
export type SpooledFile = {
  readonly name: string | null
  readonly size: number
  /** The first bytes, where formats show what they are. */
  readonly head: Uint8Array
  /** True when every byte is part of well-formed UTF-8. */
  readonly isUtf8: boolean
  /** Reads the file from its start. */
  chunks(): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

/**
 * Receives an upload into a file that has no name any more, so that nothing of it stays when the process dies. It is
 * complete before anybody works with it: a slow sender holds no transaction open.
 */
export async function spoolFile(
  source: AsyncIterable<Uint8Array>,
  { name, maxBytes }: { name: string | null; maxBytes: number },
): Promise<SpooledFile> {
  const file = path.join(tmpdir(), `leadglass-upload-${randomUUID()}`)
  const handle = await open(file, 'wx+', 0o600)
  try {
    await unlink(file)
    const utf8 = utf8Check()
    let size = 0
    let head: Uint8Array = new Uint8Array()
    for await (const chunk of source) {
      size += chunk.length
      if (size > maxBytes)
        throw new AppError('request_too_large', `The file is larger than ${maxBytes} bytes`)
      if (head.length < 4) head = Buffer.concat([head, chunk.subarray(0, 4)])
      utf8.check(chunk)
      await handle.write(chunk)
    }
    const isUtf8 = utf8.end()
    return { name, size, head, isUtf8, chunks: () => readChunks(handle), close: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function* readChunks(handle: Awaited<ReturnType<typeof open>>): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkSize), 0, chunkSize, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

function utf8Check() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  const attempt = (decode: () => string) => {
    try {
      if (isUtf8) decode()
    } catch {
      isUtf8 = false
    }
  }
  return {
    check: (chunk: Uint8Array) => attempt(() => decoder.decode(chunk, { stream: true })),
    end: () => {
      attempt(() => decoder.decode())
      return isUtf8
    },
  }
}
