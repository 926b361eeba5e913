import { expect, it } from 'vitest'
import { stageLead, unstaged } from './stage-lead.ts'

const monday = new Date('2026-11-16T09:00:00Z')
const tuesday = new Date('2026-11-17T09:00:00Z')

it('stamps the first contact and keeps it', () => {
  const contacted = stageLead(unstaged, 'contacted', monday)
  expect(contacted).toMatchObject({ contacted_at: monday.toISOString(), qualified_at: null, closed_at: null })
  expect(stageLead(contacted, 'qualified', tuesday)).toMatchObject({
    contacted_at: monday.toISOString(),
    qualified_at: tuesday.toISOString(),
  })
})

it('does not call a lost lead qualified', () => {
  expect(stageLead(unstaged, 'lost', monday)).toMatchObject({
    qualified_at: null,
    closed_at: monday.toISOString(),
  })
})

it('takes the end back when a lead is opened again', () => {
  const won = stageLead(unstaged, 'won', monday)
  expect(stageLead(won, 'negotiation', tuesday).closed_at).toBeNull()
})
