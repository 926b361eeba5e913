import type { LogLine } from './fault-server.ts'

/** A request is one line, and may be one or two more when it fails or is slow. */
const mostLinesPerRequest = 2
/** What is said besides requests, on average over a fault and in one second of it. */
const mostLinesPerSecond = { average: 20, peak: 100 }

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
  { seconds, requests, mayFlap }: { seconds: number; requests: number; mayFlap: boolean },
): LogFindings {
  const problems = [
    ...new Set(lines.filter(({ raw }) => fatal.test(raw)).map(({ raw }) => `log: ${raw.slice(0, 200)}`)),
  ]
  const loops = storiesOf(lines)
  for (const [name, story] of loops) problems.push(...problemsOfLoop(name, story, mayFlap))
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

/** Tries with pauses that grow, then exactly one recovery; a database that comes and goes may be lost again. */
function problemsOfLoop(name: string, story: readonly LogLine[], mayFlap: boolean): string[] {
  const outages: number[][] = []
  let recoveries = 0
  let isDown = false
  for (const { msg } of story) {
    const [, , , , sleep] = down.exec(msg) ?? []
    if (sleep === undefined) {
      if (!isDown) return [`log: ${name} recovered without having been down`]
      recoveries += 1
    } else if (isDown) outages.at(-1)?.push(Number(sleep))
    else outages.push([Number(sleep)])
    isDown = sleep !== undefined
  }
  const isHasty = (sleeps: number[]) =>
    sleeps.some((sleep, index) => index > 0 && sleep < (sleeps[index - 1] ?? 0))
  const hasty = outages
    .filter(isHasty)
    .map((sleeps) => `log: ${name} did not slow down: ${sleeps.join(', ')} s`)
  if (isDown) return [...hasty, `log: ${name} has no [DB_RECOVERED]`]
  if (recoveries > 1 && !mayFlap)
    return [...hasty, `log: ${name} has ${recoveries} [DB_RECOVERED] instead of one`]
  return hasty
}

/** Loops that have told of an outage and not yet of its end. */
export function loopsStillDown(lines: readonly LogLine[]): number {
  return [...storiesOf(lines).values()].filter((story) => down.test(story.at(-1)?.msg ?? '')).length
}

function storiesOf(lines: readonly LogLine[]): Map<string, LogLine[]> {
  const loops = new Map<string, LogLine[]>()
  for (const line of lines) {
    const [, op] = down.exec(line.msg) ?? recovered.exec(line.msg) ?? []
    if (op === undefined) continue
    // Each worker has its own.
    const key = `${op} (process ${line.pid})`
    loops.set(key, [...(loops.get(key) ?? []), line])
  }
  return loops
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
