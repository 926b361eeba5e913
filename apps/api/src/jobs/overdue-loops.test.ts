import { expect, it } from 'vitest'
import { overdueLoops } from './overdue-loops.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const hourly = { every_seconds: 3_600, consecutive_failures: 0 }

it.each([
  ['a success within its interval', { ...hourly, last_success_at: '2026-11-22T11:30:00.000Z' }, false],
  [
    'a success that the next run is about to follow',
    { ...hourly, last_success_at: '2026-11-22T10:30:00.000Z' },
    false,
  ],
  ['no success for two intervals', { ...hourly, last_success_at: '2026-11-22T09:50:00.000Z' }, true],
  [
    'a minute loop while a leader changes',
    { ...hourly, every_seconds: 60, last_success_at: '2026-11-22T11:54:00.000Z' },
    false,
  ],
  [
    'a minute loop that stands still',
    { ...hourly, every_seconds: 60, last_success_at: '2026-11-22T11:50:00.000Z' },
    true,
  ],
  ['a first run that is still to come', { ...hourly, last_success_at: null }, false],
  ['nothing but failures', { ...hourly, last_success_at: null, consecutive_failures: 2 }, true],
])('judges %s', (_case, row, isOverdue) => {
  expect(overdueLoops([row], now)).toEqual(isOverdue ? [row] : [])
})
