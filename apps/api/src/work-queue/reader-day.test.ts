import { expect, it } from 'vitest'
import { startOfDay, utcOffsetMinutes } from './reader-day.ts'

const noon = new Date('2026-11-22T12:00:00Z')

it.each([
  ['UTC', 0],
  ['Europe/Berlin', 60],
  ['America/New_York', -300],
  ['Asia/Kolkata', 330],
  ['America/St_Johns', -210],
  ['Pacific/Kiritimati', 840],
])('knows that clocks in %s are %i minutes ahead', (zone, minutes) => {
  expect(utcOffsetMinutes(zone, noon)).toBe(minutes)
})

it('knows summer time', () => {
  expect(utcOffsetMinutes('Europe/Berlin', new Date('2026-07-01T12:00:00Z'))).toBe(120)
})

it.each([
  [0, '2026-11-22T00:00:00.000Z'],
  [60, '2026-11-21T23:00:00.000Z'],
  [-300, '2026-11-22T05:00:00.000Z'],
  [840, '2026-11-22T10:00:00.000Z'],
])('begins the day of clocks %i minutes ahead at %s', (offset, start) => {
  expect(startOfDay(noon, offset).toISOString()).toBe(start)
})
