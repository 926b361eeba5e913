import { expect, it } from 'vitest'
import { parseValue, valueText } from './value-text.ts'

it.each([['yes'], ['2024'], [2024], [-1.5], [true], ['true'], [null], ['null'], ['"quoted"'], ['007'], ['']])(
  'reads back what it wrote: %j',
  (value) => {
    expect(parseValue(valueText(value))).toBe(value)
  },
)

it('takes plain words as text and numbers as numbers', () => {
  expect(['Same city', '10', 'true', '"10"'].map(parseValue)).toEqual(['Same city', 10, true, '10'])
})
