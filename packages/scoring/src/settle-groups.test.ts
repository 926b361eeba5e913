import { expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { holdGroups, settleGroups } from './settle-groups.ts'

const limits = deepFreeze([
  { cap: 40, floor: 0 },
  { cap: 40, floor: 0 },
  { cap: 20, floor: 0 },
])
const open = deepFreeze([
  { cap: 100, floor: null },
  { cap: 100, floor: null },
  { cap: 100, floor: null },
])

it('holds groups between floor and cap and rounds them to the total', () => {
  const settled = settleGroups([46_000_000, 12_500_000, -3_000_000], limits)
  expect(settled.total).toBe(53)
  expect(settled.whole).toEqual([40, 13, 0])
  expect(settled.groupLimits).toEqual([-6_000_000, 0, 3_000_000])
  expect(settled.overallLimits.every((limit) => limit === 0)).toBe(true)
})

it('takes what exceeds 100 from the groups in proportion', () => {
  const settled = settleGroups([100_000_000, 50_000_000, 50_000_000], open)
  expect(settled).toMatchObject({ total: 100, whole: [50, 25, 25] })
  expect(settled.overallLimits).toEqual([-50_000_000, -25_000_000, -25_000_000])
})

it('lifts the groups below zero until the whole is 0', () => {
  const settled = settleGroups([-30_000_000, 10_000_000, -10_000_000], open)
  expect(settled).toMatchObject({ total: 0, whole: [-7, 10, -3] })
  expect(settled.overallLimits).toEqual([22_500_000, 0, 7_500_000])
})

it('rounds half a point up', () => {
  expect(settleGroups([500_000, 0, 0], open).total).toBe(1)
  expect(settleGroups([499_999, 0, 0], open).total).toBe(0)
})

it('lifts the last group where a whole must not be low and no group is below zero', () => {
  const held = holdGroups([1_000_000, 0, 2_000_000], [], { least: 10_000_000, most: 100_000_000 })
  expect(held).toMatchObject({ total: 10_000_000, groups: [1_000_000, 0, 9_000_000] })
})
