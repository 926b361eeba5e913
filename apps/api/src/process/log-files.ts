import path from 'node:path'
import type { Config } from '../config.ts'
import { accessLine, isRequestEntry, type LogEntry, textLine } from './log-lines.ts'
import { openRotatingFile, type TextSink } from './rotating-file.ts'

/**
 * The files beside standard output (R068), fed with its JSON lines. Null when none is configured. One process writes
 * them: the only one, or the one that started the workers.
 */
export function openLogFiles(
  { text, access, maxBytes, kept }: Config['logFiles'],
  warn: (message: string) => void,
): TextSink | null {
  const open = (file: string | undefined) =>
    file ? openRotatingFile({ path: path.resolve(file), maxBytes, kept, warn }) : null
  const textFile = open(text)
  const accessFile = open(access)
  if (!textFile && !accessFile) return null
  return {
    write(jsonLines) {
      for (const json of jsonLines.split('\n')) {
        const entry = readEntry(json)
        if (!entry) continue
        if (accessFile && isRequestEntry(entry)) accessFile.write(accessLine(entry))
        else textFile?.write(textLine(entry))
      }
    },
    async close() {
      await Promise.all([textFile?.close(), accessFile?.close()])
    },
  }
}

function readEntry(json: string): LogEntry | null {
  if (!json) return null
  try {
    return JSON.parse(json)
  } catch {
    // Half a line of a worker that was killed while it wrote.
    return null
  }
}
