import { expect, it } from 'vitest'
import { keepInPlace } from './keep-in-place.ts'

const arrange = (former: string, rows: string, held: string | null) =>
  keepInPlace([...former], [...rows], (row) => row, held).join('')

it.each([
  ['takes the new order when nothing is held', 'abcd', 'dcba', null, 'dcba'],
  ['keeps the held row where it was', 'abcd', 'dcba', 'b', 'dbca'],
  ['keeps it below rows that are new', 'abcd', 'xyabcd', 'a', 'axybcd'],
  ['keeps it last in a shorter list', 'abcd', 'cd', 'd', 'cd'],
  ['takes the new order when the held row has left', 'abcd', 'dca', 'b', 'dca'],
  ['takes the new order when the held row is new', 'abc', 'xabc', 'x', 'xabc'],
])('%s', (_what, former, rows, held, expected) => {
  expect(arrange(former, rows, held)).toBe(expected)
})
