import { uuidV7 } from '../db/uuid-v7.ts'
import { dayMs } from './demo-clock.ts'
import type { DemoUser } from './demo-rows.ts'
import type { Random } from './random.ts'

const people: [username: string, fullName: string, role: DemoUser['role']][] = [
  ['admin', 'Ada Winters', 'admin'],
  ['manager', 'Marta Kowalski', 'manager'],
  ['rep1', 'Robin Hale', 'sales_rep'],
  ['rep2', 'Ruth Adeyemi', 'sales_rep'],
  ['samuel', 'Samuel Brandt', 'sales_rep'],
  ['ingrid', 'Ingrid Solberg', 'sales_rep'],
  ['tomas', 'Tomás Rivera', 'sales_rep'],
  ['leila', 'Leila Farouk', 'sales_rep'],
  ['kenji', 'Kenji Mori', 'sales_rep'],
  ['paula', 'Paula Keane', 'sales_rep'],
]

export type Team = { all: DemoUser[]; admin: DemoUser; manager: DemoUser; reps: DemoUser[] }

/** The people who work in the demo company: one admin, one manager, eight reps. */
export function inventTeam(random: Random, now: number): Team {
  const joined = now - 400 * dayMs
  const all = people.map(([username, fullName, role], index) => ({
    id: uuidV7(joined + index, index, Math.floor(random.next() * 2 ** 42)),
    username,
    email: `${username}@leadglass.demo`,
    fullName,
    role,
    createdAt: joined + index * 1000,
  }))
  const [admin, manager, ...reps] = all
  if (!admin || !manager) throw new Error('the team has no manager')
  return { all, admin, manager, reps }
}
