import type { ImportOptions, ImportResult } from '@leadglass/contracts/imports.ts'
import type { TestUser } from './factories.ts'
import type { TestApi } from './test-api.ts'

/** Imports a CSV over HTTP, e.g. closed leads with their outcomes. */
export async function importCsv(
  api: TestApi,
  as: TestUser,
  csv: string | Buffer,
  options: Partial<ImportOptions> = {},
): Promise<ImportResult> {
  const { status, body } = await api.request
    .post('/api/leads/import')
    .set('authorization', `Bearer ${await api.tokenOf(as)}`)
    .field('options', JSON.stringify(options))
    .attach('file', Buffer.from(csv), 'history.csv')
  if (status !== 200) throw new Error(`the import was refused: ${JSON.stringify(body)}`)
  return body
}

export type MadeLead = { name: string; title: string; budget: number; won: boolean; day: number }

/**
 * Closed leads with something to learn: chiefs and large budgets win more often. The same number gives the same leads.
 */
export function makeHistory(count: number, seed = 1): MadeLead[] {
  const random = mulberry(seed)
  return Array.from({ length: count }, (_, at) => {
    const isChief = random() < 0.4
    const budget = Math.round(random() * 100)
    const chance = 1 / (1 + Math.exp(2.2 - (isChief ? 1.6 : 0) - budget / 40))
    return {
      name: `Made ${seed}-${at}`,
      title: isChief ? 'CEO' : 'Clerk',
      budget,
      won: random() < chance,
      day: Math.floor(random() * 700),
    }
  })
}

/** Made leads as CSV, with further columns where a test wants them. */
export function historyCsv(
  leads: readonly MadeLead[],
  more: Record<string, (lead: MadeLead, at: number) => string | number> = {},
): { csv: string; mapping: Record<string, string> } {
  const extra = Object.entries(more)
  const header = ['name', 'title', 'budget', 'outcome', 'closed', ...extra.map(([name]) => name)]
  const lines = leads.map((lead, at) =>
    [
      lead.name,
      lead.title,
      lead.budget,
      lead.won ? 'won' : 'lost',
      new Date(Date.UTC(2024, 0, 1 + lead.day)).toISOString().slice(0, 10),
      ...extra.map(([, cell]) => cell(lead, at)),
    ].join(','),
  )
  const mapping = {
    name: 'name',
    title: 'title',
    budget: 'metadata.budget',
    outcome: 'outcome',
    closed: 'closed_at',
    ...Object.fromEntries(extra.map(([name]) => [name, `metadata.${name}`])),
  }
  return { csv: [header.join(','), ...lines].join('\n'), mapping }
}

/** Random numbers that are the same each time. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
