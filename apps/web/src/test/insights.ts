import type { LeadInsights } from '@leadglass/contracts/insights.ts'
import { acme } from './fixtures.ts'

export const byRules: LeadInsights = {
  lead_id: acme.id,
  source: 'rules',
  provider: null,
  model: null,
  explanation: 'Ines Fischer is hot with 83 points, mostly for: Asked for a demo (+15).',
  talking_points: [
    { text: 'Ask what a Buyer at Acme Motors is measured by, and speak to that', fact_ids: ['f2'] },
  ],
  next_action: {
    text: 'Call today: show them around',
    why: 'The lead asked for a demo and has had no answer yet',
    fact_ids: ['f1'],
  },
  facts: [
    {
      id: 'f1',
      text: 'The lead asked for a demo on 20 Nov 2026',
      kind: 'activity',
      activity_ids: ['00000000-0000-7000-8000-0000000000f9'],
      field: null,
    },
    { id: 'f2', text: 'Job title: Buyer', kind: 'field', activity_ids: [], field: 'title' },
  ],
  note: null,
  created_at: '2026-11-22T09:00:00.000Z',
}
