import { expect, it } from 'vitest'
import { restartPauses } from './restart-pause.ts'

it('replaces a worker at once, and ever more slowly while its successors die young', () => {
  const pauses = restartPauses()
  const young = Array.from({ length: 9 }, () => pauses.after(500))
  expect(young).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
})

it('forgets early deaths after a long life', () => {
  const pauses = restartPauses()
  for (let death = 0; death < 5; death++) pauses.after(500)
  expect(pauses.after(60_000)).toBe(0)
  expect(pauses.after(500)).toBe(0)
})
