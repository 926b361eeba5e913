/** One entry of the log as pino writes it, read back. */
export type LogEntry = {
  level: string
  time: number
  msg?: string
  err?: { type?: string; message?: string; stack?: string }
  [field: string]: unknown
}

/** What every entry carries and no reader of a text asks for. */
const unsaid = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'err', 'requestId'])

/** True for the one line that each request leaves (R067). */
export function isRequestEntry(entry: LogEntry): boolean {
  return entry.msg === 'request' && typeof entry.statusCode === 'number'
}

/**
 * `YYYY-MM-DD HH:MM:SS LEVEL [TAG] message key=value …` in the time of this machine, as `date` prints it (R068). A
 * stack follows on lines of its own, indented; nothing else can begin a line, whatever a client sends.
 */
export function textLine(entry: LogEntry): string {
  const [, tag, message = ''] = /^\[(\w+)\] ?([\s\S]*)$/.exec(entry.msg ?? '') ?? [
    '',
    (entry.reqId ?? entry.requestId) ? 'HTTP' : 'APP',
    entry.msg,
  ]
  const fields = Object.entries(entry)
    // What the words say already is not said twice.
    .filter(([name, value]) => !unsaid.has(name) && value !== undefined && !message.includes(`${name}=`))
    .map(([name, value]) => ` ${name}=${shown(value)}`)
  const error = entry.err ? ` error=${shown(`${entry.err.type ?? 'Error'}: ${entry.err.message ?? ''}`)}` : ''
  const head = `${dateAndTime(new Date(entry.time))} ${entry.level.toUpperCase()} [${tag}] ${message}`
  return `${oneLine(`${head}${fields.join('')}${error}`)}\n${indentedStack(entry.err?.stack)}`
}

/**
 * Common log format, then duration and request id. The size is never told (`-`): a size of 503 bytes would be found
 * by a search for ` 503 `.
 */
export function accessLine(entry: LogEntry): string {
  const { method, path, statusCode, duration, requestId } = entry
  const request = `${method} ${path} HTTP/${entry.httpVersion ?? '1.1'}`.replace(/["\\]/g, encodeURIComponent)
  const when = accessTime(new Date(entry.time))
  return `${entry.ip ?? '-'} - ${entry.userId ?? '-'} [${when}] "${oneLine(request)}" ${statusCode} - ${duration}ms ${requestId}\n`
}

function shown(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text)
}

/** Without what ends a line or moves the cursor of a terminal. */
function oneLine(text: string): string {
  return text.replace(
    /\p{Cc}|\u2028|\u2029/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function indentedStack(stack: string | undefined): string {
  if (!stack) return ''
  return `${stack
    .split('\n')
    .map((line) => `    ${oneLine(line.trim())}`)
    .join('\n')}\n`
}

const two = (number: number) => String(number).padStart(2, '0')

function dateAndTime(at: Date): string {
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function accessTime(at: Date): string {
  const west = at.getTimezoneOffset()
  const offset = `${west > 0 ? '-' : '+'}${two(Math.floor(Math.abs(west) / 60))}${two(Math.abs(west) % 60)}`
  const date = `${two(at.getDate())}/${months[at.getMonth()]}/${at.getFullYear()}`
  return `${date}:${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())} ${offset}`
}
