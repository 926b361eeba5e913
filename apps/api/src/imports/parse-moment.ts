/** A moment of a file: in milliseconds, and whether it names a day only. */
export type Moment = { at: number; isDay: boolean }

type Day = { year: number; month: number; day: number }

const hour = 3_600_000
const clock =
  /[ t,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/i
const months = 'january february march april may june july august september october november december'.split(
  ' ',
)

/**
 * A date, or a date and time, as files write them; a sentence where it cannot be told which one is meant. A day without
 * a time counts as noon UTC, which is the same day nearly everywhere; a time without a zone is UTC. Month and day in
 * figures are told apart by a year in front, by points (day first) or by a day above 12, never guessed.
 */
export function parseMoment(text: string): Moment | string {
  const trimmed = text.trim()
  const time = clock.exec(trimmed)
  const day = readDay(time ? trimmed.slice(0, time.index) : trimmed)
  if (typeof day === 'string') return day
  const start = Date.UTC(day.year, day.month - 1, day.day)
  const date = new Date(start)
  const exists = date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day
  if (!exists || day.year < 1970) return exists ? 'is before 1970' : 'is not a day of the calendar'
  if (!time) return { at: start + 12 * hour, isDay: true }
  const sinceStart = readClock(time)
  return sinceStart === null ? 'has no such time of day' : { at: start + sinceStart, isDay: false }
}

const unclear = 'must be a date, e.g. 2026-03-28, or a date and time, e.g. 2026-03-28T14:30:00Z'

function readDay(text: string): Day | string {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (yearFirst) return dayOf(yearFirst[1], yearFirst[3], yearFirst[4])
  const figures = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text)
  if (figures) return readFigures(figures)
  const words =
    /^(?<day>\d{1,2})\.?[- ](?<month>[a-z]+)\.?,?[- ](?<year>\d{4})$/i.exec(text) ??
    /^(?<month>[a-z]+)\.? (?<day>\d{1,2}),? (?<year>\d{4})$/i.exec(text)
  const { year, month = '', day } = words?.groups ?? {}
  const place = months.findIndex((name) => month.length >= 3 && name.startsWith(month.toLowerCase()))
  return place < 0 ? unclear : dayOf(year, String(place + 1), day)
}

function readFigures([, first = '', mark, second = '', year = '']: RegExpExecArray): Day | string {
  if (mark === '.' || Number(first) > 12) return dayOf(year, second, first)
  if (Number(second) > 12 || first === second) return dayOf(year, first, second)
  const spelled = [second, first].map((month) => `${year}-${month.padStart(2, '0')}`)
  const [dayFirst, monthFirst] = [
    `${spelled[0]}-${first.padStart(2, '0')}`,
    `${spelled[1]}-${second.padStart(2, '0')}`,
  ]
  return `could be ${dayFirst} or ${monthFirst}: write the year first`
}

function dayOf(year = '', month = '', day = ''): Day {
  return { year: Number(year), month: Number(month), day: Number(day) }
}

/** Milliseconds since the start of the day in UTC; null where there is no such time. */
function readClock([
  ,
  hours = '',
  minutes = '',
  seconds = '0',
  part = '',
  half,
  zone = 'z',
]: RegExpExecArray) {
  const told = Number(hours)
  if (half ? told < 1 || told > 12 : told > 23) return null
  if (Number(minutes) > 59 || Number(seconds) > 59) return null
  const inDay = half ? (told % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : told
  const since = inDay * hour + Number(minutes) * 60_000 + Number(seconds) * 1000
  return since + Math.trunc(Number(`0.${part || 0}`) * 1000) - offsetOf(zone)
}

function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  const size = Number(hours) * hour + Number(minutes) * 60_000
  return sign === '-' ? -size : size
}
