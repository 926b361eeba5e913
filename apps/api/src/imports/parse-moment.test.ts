import { describe, expect, it } from 'vitest'
import { parseMoment } from './parse-moment.ts'

function iso(text: string) {
  const moment = parseMoment(text)
  return typeof moment === 'string' ? moment : new Date(moment.at).toISOString()
}

describe('parseMoment', () => {
  it.each([
    ['2024-03-28', '2024-03-28T12:00:00.000Z'],
    ['2024/3/8', '2024-03-08T12:00:00.000Z'],
    ['2024.03.28', '2024-03-28T12:00:00.000Z'],
    ['28.03.2024', '2024-03-28T12:00:00.000Z'],
    ['3.4.2024', '2024-04-03T12:00:00.000Z'],
    ['28/03/2024', '2024-03-28T12:00:00.000Z'],
    ['03/28/2024', '2024-03-28T12:00:00.000Z'],
    ['3-28-2024', '2024-03-28T12:00:00.000Z'],
    ['05/05/2024', '2024-05-05T12:00:00.000Z'],
    ['28 Mar 2024', '2024-03-28T12:00:00.000Z'],
    ['28-Mar-2024', '2024-03-28T12:00:00.000Z'],
    ['28. March 2024', '2024-03-28T12:00:00.000Z'],
    ['Mar 28, 2024', '2024-03-28T12:00:00.000Z'],
    ['Sept 1 2024', '2024-09-01T12:00:00.000Z'],
    ['2024-02-29', '2024-02-29T12:00:00.000Z'],
  ])('reads the day %s as noon UTC', (text, expected) => {
    expect(iso(text)).toBe(expected)
    expect(parseMoment(text)).toMatchObject({ isDay: true })
  })

  it.each([
    ['2024-03-28T14:30:05Z', '2024-03-28T14:30:05.000Z'],
    ['2024-03-28T14:30:05.1239+02:00', '2024-03-28T12:30:05.123Z'],
    ['2024-03-28 14:30', '2024-03-28T14:30:00.000Z'],
    ['2024-03-28T00:10-0500', '2024-03-28T05:10:00.000Z'],
    ['2024-03-28 14:30:05.123+00', '2024-03-28T14:30:05.123Z'],
    ['3/28/2024, 2:30:15 PM', '2024-03-28T14:30:15.000Z'],
    ['28.03.2024 00:05', '2024-03-28T00:05:00.000Z'],
    ['Mar 28, 2024 12:05 am', '2024-03-28T00:05:00.000Z'],
    ['2024-03-28 14:30 UTC', '2024-03-28T14:30:00.000Z'],
  ])('reads the time %s', (text, expected) => {
    expect(iso(text)).toBe(expected)
    expect(parseMoment(text)).toMatchObject({ isDay: false })
  })

  it.each([
    ['03/04/2024', 'could be 2024-04-03 or 2024-03-04: write the year first'],
    ['2024-02-30', 'is not a day of the calendar'],
    ['2024-13-01', 'is not a day of the calendar'],
    ['1899-12-30', 'is before 1970'],
    ['2024-03-28T25:00', 'has no such time of day'],
    ['2024-03-28 13:00 PM', 'has no such time of day'],
    ['2024-03-28 10:60', 'has no such time of day'],
    ['28/03/24', /^must be a date, e\.g\. 2026-03-28/],
    ['45366', /^must be a date/],
    ['1711584000', /^must be a date/],
    ['yesterday', /^must be a date/],
    ['Marble 5 2024', /^must be a date/],
    ['2024-W12', /^must be a date/],
    ['2024-03-28T14:30:05Z; drop', /^must be a date/],
  ])('refuses %s', (text, reason) => {
    expect(iso(text)).toMatch(reason)
  })
})
