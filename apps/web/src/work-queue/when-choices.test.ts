import { describe, expect, it } from 'vitest'
import { followUpChoices, returnWords, snoozeChoices } from './when-choices.ts'

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute)
const wednesday = at(18, 10)
const shown = (choices: { words: string; at: Date }[]) =>
  choices.map(({ words, at }) => `${words}: ${at.getDate()}.${at.getMonth() + 1}. ${at.getHours()}:00`)

describe('moments to put a lead aside until', () => {
  it.each<[string, Date, string[]]>([
    [
      'a Wednesday morning',
      wednesday,
      ['Later today: 18.11. 13:00', 'Tomorrow: 19.11. 9:00', 'Monday: 23.11. 9:00', 'In a week: 25.11. 9:00'],
    ],
    [
      'a late evening',
      at(18, 22),
      ['In 3 hours: 19.11. 1:00', 'Tomorrow: 19.11. 9:00', 'Monday: 23.11. 9:00', 'In a week: 25.11. 9:00'],
    ],
    ['a Monday', at(16, 10), ['Later today: 16.11. 13:00', 'Tomorrow: 17.11. 9:00', 'Monday: 23.11. 9:00']],
    [
      'a Saturday',
      at(21, 10),
      ['Later today: 21.11. 13:00', 'Tomorrow: 22.11. 9:00', 'Monday: 23.11. 9:00', 'In a week: 30.11. 9:00'],
    ],
    [
      'a Sunday',
      at(22, 10),
      [
        'Later today: 22.11. 13:00',
        'Tomorrow: 23.11. 9:00',
        'Tuesday: 24.11. 9:00',
        'In a week: 30.11. 9:00',
      ],
    ],
  ])('on %s', (_name, now, expected) => {
    expect(shown(snoozeChoices(now))).toEqual(expected)
  })

  it('leave out today for a follow-up', () => {
    expect(followUpChoices(wednesday).map(({ words }) => words)).toEqual(['Tomorrow', 'Monday', 'In a week'])
  })
})

it.each([
  [at(18, 14), 'at 14:00'],
  [at(19, 9), 'tomorrow at 09:00'],
  [at(23, 9), 'on Monday at 09:00'],
  [new Date(2026, 11, 3, 9), 'on Dec 3, 2026'],
])('says when %s is', (moment, words) => {
  expect(returnWords(moment.toISOString(), wednesday)).toBe(words)
})
