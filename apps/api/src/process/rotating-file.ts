import { createStream, type RotatingFileStream } from 'rotating-file-stream'

export type TextSink = { write(text: string): void; close(): Promise<void> }

export type RotatingFileOptions = {
  path: string
  /** The file is put aside when it is larger than this … */
  maxBytes: number
  /** … and so many older ones are kept beside it, as `.1`, `.2` … */
  kept: number
  /** Told once per trouble, not per line. */
  warn: (message: string) => void
  retryMs?: number
}

/** What a slow disk may leave waiting in memory before lines are let go. */
const mostWaitingBytes = 8 * 1_048_576

/**
 * A file that is appended to and rotated by size. A path that cannot be written, or a full disk, costs lines and one
 * warning, never the process: a new attempt follows every half minute.
 */
export function openRotatingFile(options: RotatingFileOptions): TextSink {
  const { path, maxBytes, kept, warn, retryMs = 30_000 } = options
  let stream: RotatingFileStream | undefined = open()
  let isInTrouble = false
  let retryAt = 0

  function open(): RotatingFileStream {
    const opened = createStream((index) => (index ? `${path}.${index}` : path), {
      size: `${maxBytes}B`,
      rotate: kept,
      mode: 0o640,
    })
    opened.on('error', (error) => {
      if (stream === opened) stream = undefined
      retryAt = Date.now() + retryMs
      tell(`${path} cannot be written: ${error.message}`)
    })
    return opened
  }

  function tell(trouble: string): void {
    if (!isInTrouble) warn(`${trouble}; lines are missing from it until it can`)
    isInTrouble = true
  }

  return {
    write(text) {
      if (!stream && Date.now() >= retryAt) stream = open()
      if (!stream) return
      if (stream.writableLength > mostWaitingBytes) return tell(`${path} is written too slowly`)
      stream.write(text, (error) => {
        if (!error) isInTrouble = false
      })
    },
    close: () =>
      new Promise((resolve) => {
        if (!stream || stream.destroyed) return resolve()
        stream.once('error', () => resolve())
        stream.end(() => resolve())
      }),
  }
}
