import type { ScoreDiffPart } from '@leadglass/contracts/scoring.ts'
import type { ExplainedScore } from './explain-score-point.ts'
import { type MoveWords, moveWords } from './move-words.ts'

type Explained = {
  point: { score: number }
  model: { version: number }
  settled: Pick<ExplainedScore['settled'], 'terms'>
}

export type Move = {
  from: Explained
  to: Explained
  parts: readonly ScoreDiffPart[]
  /** From when to when was asked for; until now where there is no end. */
  span: { from: Date; to: Date | null }
  now: Date
}

type Cause = { words: string; points: number }

const mostNamed = 3

/**
 * Why a score moved, in one sentence: "−12 since Monday: demo request decayed −8, unsubscribed from e-mails −4".
 * The three largest causes by name; lines of one cause (a field that several rules ask for, a version that replaced
 * another) together. The points in the sentence sum to the difference.
 */
export function describeMove(move: Move): string {
  const { from, to, span, now } = move
  const causes = listCauses(move)
  const [first] = causes
  if (!first) return 'Nothing moved'
  const points = to.point.score - from.point.score
  const replacement = replacementWords(from, to)
  if (causes.length === 1 && first.words === replacement)
    return `${upperFirst(replacement)}: ${signed(points)}`
  const when = span.to ? spanWords(span.from, span.to) : `since ${momentWords(span.from, now)}`
  const head = points === 0 ? `Unchanged ${when}` : `${signed(points)} ${when}`
  const named = causes.slice(0, mostNamed).map((cause) => `${cause.words} ${signed(cause.points)}`)
  return `${head}: ${named.join(', ')}${restWords(causes.slice(mostNamed))}`
}

function listCauses({ from, to, parts }: Move): Cause[] {
  const words: MoveWords = moveWords(from.settled.terms, to.settled.terms, replacementWords(from, to))
  const points = new Map<string, number>()
  for (const part of parts) {
    const cause = words(part)
    points.set(cause, (points.get(cause) ?? 0) + part.points)
  }
  return [...points]
    .map(([cause, sum]) => ({ words: cause, points: sum }))
    .filter((cause) => cause.points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
}

function replacementWords(from: Explained, to: Explained): string {
  return `version ${to.model.version} replaced version ${from.model.version}`
}

function restWords(rest: readonly Cause[]): string {
  if (rest.length === 0) return ''
  const points = rest.reduce((sum, cause) => sum + cause.points, 0)
  return ` and ${rest.length} smaller ${rest.length === 1 ? 'move' : 'moves'} ${signed(points)}`
}

/** With the sign of mathematics: a hyphen is easily read over. */
function signed(points: number): string {
  if (points === 0) return '±0'
  return points > 0 ? `+${points}` : `−${-points}`
}

const dayMs = 86_400_000

/** Days are those of UTC. */
function momentWords(at: Date, now: Date): string {
  const days = dayOf(now) - dayOf(at)
  if (days <= 0) return 'earlier today'
  if (days === 1) return 'yesterday'
  if (days < 7) return new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(at)
  return dateWords(at, at.getUTCFullYear() !== now.getUTCFullYear())
}

function spanWords(from: Date, to: Date): string {
  const isOneDay = dayOf(from) === dayOf(to)
  const isOneYear = from.getUTCFullYear() === to.getUTCFullYear()
  return isOneDay
    ? `on ${dateWords(to, true)}`
    : `from ${dateWords(from, !isOneYear)} to ${dateWords(to, true)}`
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / dayMs)
}

function dateWords(at: Date, hasYear: boolean): string {
  const month = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' }).format(at)
  return `${at.getUTCDate()} ${month}${hasYear ? ` ${at.getUTCFullYear()}` : ''}`
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
