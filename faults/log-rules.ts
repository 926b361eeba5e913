import type { LogLine } from './fault-server.ts'

/** A request is one line, and may be one or two more when it fails or is slow. */
const mostLinesPerRequest = 2
/** What is said besides requests, on average over a fault and in one second of it. */
const mostLinesPerSecond = { average: 10, peak: 100 }

const fatal =
  /unhandledRejection|unhandled rejection|uncaughtException|ReferenceError|TypeError|Unhandled 'error'/i
const down = /\[DB_DOWN\] op=(\S+) try=(\d+)\/(\d+) sleep=([\d.]+)s reason=(\w+)/
const recovered = /\[DB_RECOVERED\] op=(\S+) after (\d+) attempts/

export type LogFindings = {
  problems: string[]
  down: number
  recovered: number
  /** Loops that met the outage. */
  loops: number
  /** Besides those of requests. */
  lines: number
}

/** What a log tells of one fault: no crash, no flood, and of each loop the story of its outage. */
export function readLog(
  lines: readonly LogLine[],
  { seconds, requests }: { seconds: number; requests: number },
): LogFindings {
  const problems = [
    ...new Set(lines.filter(({ raw }) => fatal.test(raw)).map(({ raw }) => `log: ${raw.slice(0, 200)}`)),
  ]
  const loops = new Map<string, LogLine[]>()
  for (const line of lines) {
    const [, op] = down.exec(line.msg) ?? recovered.exec(line.msg) ?? []
    if (op === undefined) continue
    // Each worker has its own.
    const key = `${op} (process ${line.pid})`
    loops.set(key, [...(loops.get(key) ?? []), line])
  }
  for (const [name, story] of loops) problems.push(...problemsOfLoop(name, story))
  const [ofRequests, others] = partition(lines, ({ requestId }) => requestId !== null)
  problems.push(...floodOf(others, seconds))
  if (ofRequests.length > mostLinesPerRequest * requests)
    problems.push(`log: ${ofRequests.length} lines besides one each for ${requests} requests`)
  return {
    problems,
    down: lines.filter(({ msg }) => down.test(msg)).length,
    recovered: lines.filter(({ msg }) => recovered.test(msg)).length,
    loops: loops.size,
    lines: others.length,
  }
}

/** Tries that count up with pauses that grow, then exactly one recovery. */
function problemsOfLoop(name: string, story: readonly LogLine[]): string[] {
  const problems: string[] = []
  const tries = story.flatMap(({ msg }) => down.exec(msg) ?? [])
  if (tries.length === 0) return [`log: ${name} recovered without having been down`]
  const sleeps = story.flatMap(({ msg }) => {
    const [, , , , sleep] = down.exec(msg) ?? []
    return sleep === undefined ? [] : [Number(sleep)]
  })
  if (
    sleeps.some(
      (sleep, index) => index > 0 && sleep < (sleeps[index - 1] ?? 0) && !isFreshStart(story, index),
    )
  )
    problems.push(`log: ${name} did not slow down: ${sleeps.join(', ')} s`)
  const recoveries = story.filter(({ msg }) => recovered.test(msg)).length
  if (recoveries !== 1) problems.push(`log: ${name} has ${recoveries} [DB_RECOVERED] instead of one`)
  return problems
}

/** A loop that recovered and lost the database again begins again with a short pause. */
function isFreshStart(story: readonly LogLine[], index: number): boolean {
  const downs = story.filter(({ msg }) => down.test(msg))
  const line = downs[index]
  const before = line ? story[story.indexOf(line) - 1] : undefined
  return before !== undefined && recovered.test(before.msg)
}

function partition<T>(values: readonly T[], fits: (value: T) => boolean): [T[], T[]] {
  return [values.filter(fits), values.filter((value) => !fits(value))]
}

function floodOf(lines: readonly LogLine[], seconds: number): string[] {
  const perSecond = new Map<number, number>()
  for (const { at } of lines) {
    const second = Math.floor(at / 1000)
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
  }
  const peak = Math.max(0, ...perSecond.values())
  const average = lines.length / seconds
  const isFlood = average > mostLinesPerSecond.average || peak > mostLinesPerSecond.peak
  return isFlood ? [`log: a flood of ${average.toFixed(0)} lines a second, ${peak} at most`] : []
}
