import { expect, it } from 'vitest'
import type { ActivityFact } from './lead-score.ts'
import { orderNewestFirst } from './order-newest-first.ts'

const fact = (id: string, at: number): ActivityFact => Object.freeze({ id, type: 'call', at })
const monday = fact('a', 1)
const tuesday = fact('b', 2)

it('puts the newest first', () => {
  const list = { facts: [monday, tuesday], size: 2 }
  orderNewestFirst(list)
  expect(list.facts).toEqual([tuesday, monday])
})

it('leaves what lies beyond its size alone', () => {
  const list = { facts: [monday, tuesday, fact('c', 3)], size: 2 }
  orderNewestFirst(list)
  expect(list.facts).toEqual([tuesday, monday, fact('c', 3)])
})

it.each([2, 31, 32, 33, 200])('orders %i activities, equal times by the greater id', (size) => {
  // 7919 is prime to every size: a fixed shuffle. Two neighbours share a time.
  const ranks = Array.from({ length: size }, (_none, index) => (index * 7919) % size)
  const facts = ranks.map((rank) => fact(String(rank).padStart(3, '0'), Math.floor(rank / 2)))
  const list = { facts: [...facts, fact('stale', 1e9)], size }
  orderNewestFirst(list)
  const ids = list.facts.slice(0, size).map(({ id }) => Number(id))
  expect(ids).toEqual(Array.from({ length: size }, (_none, index) => size - 1 - index))
})
