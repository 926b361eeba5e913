import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { TextSink } from './rotating-file.ts'

/** The descriptor through which a worker hands a copy of its log to the primary, the one writer of the files. */
const pipe = 4

export const workerStdio: ('inherit' | 'ipc' | 'pipe')[] = ['inherit', 'inherit', 'inherit', 'ipc', 'pipe']

/** What may wait for the primary before lines are let go. */
const mostWaitingBytes = 8 * 1_048_576

/** In a worker: lines go to the primary. */
export function openLogPipe(): TextSink {
  const socket = new Socket({ fd: pipe, readable: false, writable: true })
  // The primary is gone, and this worker with it.
  socket.on('error', () => {})
  socket.unref()
  return {
    write(lines) {
      if (socket.writableLength < mostWaitingBytes) socket.write(lines)
    },
    close: () =>
      new Promise((resolve) => {
        socket.ref()
        socket.once('close', () => resolve())
        socket.end(() => resolve())
      }),
  }
}

/** In the primary: whole lines only, so that those of several workers do not mix. */
export function joinLines(stream: Readable, onLines: (lines: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('error', () => {})
  stream.on('data', (chunk: string) => {
    const end = chunk.lastIndexOf('\n') + 1
    if (end === 0) {
      rest += chunk
      return
    }
    onLines(rest + chunk.slice(0, end))
    rest = chunk.slice(end)
  })
}
