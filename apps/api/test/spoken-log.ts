import { createLog } from '../src/log.ts'

export type SpokenLine = { level: string; msg: string; err?: { message: string; stack: string } }

/** A log that remembers what was said, as an operator would grep for it. */
export function spokenLog() {
  const lines: SpokenLine[] = []
  const log = createLog('debug', { write: (text: string) => void lines.push(JSON.parse(text)) })
  const saying = (text: string) => lines.filter(({ msg }) => msg.includes(text)).map(({ msg }) => msg)
  return { log, lines, saying }
}
