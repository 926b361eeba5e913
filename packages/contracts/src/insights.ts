import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, timestamp, uuid } from './fields.ts'

/** A fact of the lead that a text rests on. */
export const insightFact = z.object({
  id: z.string(),
  text: z.string(),
  kind: z.enum(['score', 'term', 'activity', 'field', 'note']),
  activity_ids: z.array(uuid),
  field: z.string().nullable(),
})

/** What to say and what to do next, and what it rests on. */
export const leadInsights = z.object({
  lead_id: uuid,
  source: z.enum(['rules', 'provider']),
  provider: z.string().nullable().describe('openai or venice'),
  model: z.string().nullable(),
  explanation: z.string(),
  talking_points: z.array(z.object({ text: z.string(), fact_ids: z.array(z.string()) })),
  next_action: z.object({ text: z.string(), why: z.string(), fact_ids: z.array(z.string()) }),
  facts: z.array(insightFact).describe('all that was used'),
  note: z.string().nullable().describe('why the provider was not used, in plain words'),
  created_at: timestamp,
})
export type LeadInsights = z.infer<typeof leadInsights>

export const getLeadInsights = defineEndpoint({
  name: 'getLeadInsights',
  summary: 'Talking points and the next best action, by a provider where one is configured, else by rules',
  tag: 'insights',
  method: 'GET',
  path: '/leads/:id/insights',
  access: anyRole,
  params: idParams,
  response: leadInsights,
})

export const refreshLeadInsights = defineEndpoint({
  name: 'refreshLeadInsights',
  summary: 'Ask again',
  tag: 'insights',
  method: 'POST',
  path: '/leads/:id/insights',
  access: anyRole,
  params: idParams,
  response: leadInsights,
})
