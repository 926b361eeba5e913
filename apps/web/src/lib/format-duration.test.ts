import { expect, it } from 'vitest'
import { formatBytes, formatSeconds } from './format-duration.ts'

it.each([
  [0.32, '320 ms'],
  [4.24, '4.2 s'],
  [42, '42 s'],
  [125, '2 min'],
  [12_000, '3 h 20 min'],
  [21_600, '6 h'],
  [439_200, '5 d 2 h'],
])('writes %s seconds as %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text)
})

it.each([
  [3_400_000, '3.2 MB'],
  [150e6, '143 MB'],
  [3e9, '2.8 GB'],
])('writes %s bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})
