import { z } from 'zod'
import { anyRole, managers } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import {
  day,
  email,
  idParams,
  optionalText,
  queryBoolean,
  queryInteger,
  text,
  timestamp,
  uuid,
} from './fields.ts'
import { pageOf, pageQuery } from './paging.ts'
import { classification } from './scoring.ts'

export const leadStatuses = [
  'new',
  'contacted',
  'qualified',
  'proposal',
  'negotiation',
  'won',
  'lost',
] as const
export const leadStatus = z.enum(leadStatuses)
export type LeadStatus = z.infer<typeof leadStatus>

/** A person by id and name, as lists show owners and authors. */
export const personRef = z.object({ id: uuid, full_name: z.string() })

const metadataValue = z.union([z.string().max(500), z.number(), z.boolean(), z.null()])
/** Further fields of a lead, one level deep, at most 50. Rules read them as `metadata.<key>`. */
export const metadata = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'keys are letters, digits and underscore'),
    metadataValue,
  )
  .refine((value) => Object.keys(value).length <= 50, 'may hold at most 50 keys')
  .refine((value) => Object.values(value).every(isCleanText), 'values must be well-formed text without NUL')

function isCleanText(value: unknown): boolean {
  return typeof value !== 'string' || (value.isWellFormed() && !value.includes('\u0000'))
}

const phone = optionalText(40)
const leadFields = {
  name: text(200),
  email: email.nullable(),
  phone,
  company: optionalText(200),
  title: optionalText(200),
  industry: optionalText(100),
  company_size: z.int().min(1, 'must be at least 1').max(10_000_000).nullable(),
  country: optionalText(100),
  location: optionalText(200),
  source: text(60).transform((value) => value.toLowerCase()),
  estimated_value: z.number().min(0, 'must be at least 0').max(1_000_000_000).nullable(),
  metadata,
}

const leadProfile = z.strictObject(leadFields)
/** What a person fills in of a lead: the fields that a form, an import and the rules share. */
export type LeadProfile = z.output<typeof leadProfile>

export const createLeadInput = z.strictObject({
  ...z.strictObject(leadFields).partial().shape,
  name: leadFields.name,
  status: leadStatus.optional(),
  owner_id: uuid.nullable().optional().describe('managers only; a rep owns what the rep creates'),
})
export type CreateLeadInput = z.output<typeof createLeadInput>

export const updateLeadInput = z
  .strictObject({
    ...z.strictObject(leadFields).partial().shape,
    version: z.int().min(1).optional().describe('the version that was read; a newer one gives 409'),
  })
  .refine((value) => Object.keys(value).some((key) => key !== 'version'), 'must change at least one field')
export type UpdateLeadInput = z.output<typeof updateLeadInput>

export const setLeadStatusInput = z.strictObject({
  status: leadStatus,
  reason: optionalText(500).optional(),
})
export type SetLeadStatusInput = z.output<typeof setLeadStatusInput>

/** A lead as lists show it. */
export const leadItem = z.object({
  id: uuid,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  title: z.string().nullable(),
  country: z.string().nullable(),
  location: z.string().nullable(),
  source: z.string(),
  status: leadStatus,
  estimated_value: z.number().nullable(),
  current_score: z.int(),
  classification,
  owner: personRef.nullable(),
  last_activity_at: timestamp.nullable(),
  created_at: timestamp,
})
export type LeadItem = z.infer<typeof leadItem>

export const lead = leadItem.extend({
  industry: z.string().nullable(),
  company_size: z.int().nullable(),
  metadata: z.record(z.string(), metadataValue),
  engagement_score: z.int(),
  buying_score: z.int(),
  fit_score: z.int(),
  scored_at: timestamp,
  win_probability: z.number().nullable().describe('null in versions without a learned part'),
  contacted_at: timestamp.nullable(),
  qualified_at: timestamp.nullable(),
  closed_at: timestamp.nullable(),
  version: z.int(),
  updated_at: timestamp,
})
export type Lead = z.infer<typeof lead>

/** One entry of a lead's timeline. */
export const activity = z.object({
  id: uuid,
  lead_id: uuid,
  activity_type: z.string(),
  description: z.string().nullable(),
  occurred_at: timestamp,
  points_awarded: z.int().describe('what it brought to the score when it was recorded'),
  user: personRef.nullable(),
  created_at: timestamp,
})
export type Activity = z.infer<typeof activity>

export const leadDetail = lead.extend({
  recent_activities: z.array(activity).describe('the last 20'),
  assignment_id: uuid.nullable().describe('the active primary assignment'),
})
export type LeadDetail = z.infer<typeof leadDetail>

export const leadSorts = ['score', 'created_at', 'name', 'source'] as const

const filters = {
  search: text(100).optional(),
  classification: z.enum(['hot', 'warm', 'cold', 'all']).optional(),
  status: leadStatus.optional(),
  source: text(60)
    .transform((value) => value.toLowerCase())
    .optional(),
  owner_id: uuid.optional().describe('also as assignee_id'),
  assignee_id: uuid.optional(),
  unassigned: queryBoolean.optional(),
  min_score: queryInteger(0, 100).optional(),
  max_score: queryInteger(0, 100).optional(),
  created_from: day.optional(),
  created_to: day.optional().describe('that day included'),
}

export const leadFilterQuery = z.strictObject(filters)

export const leadListQuery = pageQuery.extend({
  ...filters,
  sort: z.enum(leadSorts).optional(),
  order: z.enum(['asc', 'desc']).optional(),
})
export type LeadListQuery = z.output<typeof leadListQuery>

export const leadCounts = z.object({
  total: z.int(),
  hot: z.int(),
  warm: z.int(),
  cold: z.int(),
  unassigned: z.int(),
  as_of: timestamp.describe('the counts are at most a few seconds old'),
})
export type LeadCounts = z.infer<typeof leadCounts>

export const listLeads = defineEndpoint({
  name: 'listLeads',
  summary: 'Leads that the caller may see, filtered, sorted and paged',
  tag: 'leads',
  method: 'GET',
  path: '/leads',
  access: anyRole,
  query: leadListQuery,
  response: pageOf(leadItem),
})

export const countLeads = defineEndpoint({
  name: 'countLeads',
  summary: 'How many leads of each class the caller may see',
  tag: 'leads',
  method: 'GET',
  path: '/leads/counts',
  access: anyRole,
  response: leadCounts,
})

export const listLeadSources = defineEndpoint({
  name: 'listLeadSources',
  summary: 'The sources in use, for the filter',
  tag: 'leads',
  method: 'GET',
  path: '/leads/sources',
  access: anyRole,
  response: z.object({ items: z.array(z.string()) }),
})

export const createLead = defineEndpoint({
  name: 'createLead',
  summary: 'Create a lead; it is scored at once',
  tag: 'leads',
  method: 'POST',
  path: '/leads',
  access: anyRole,
  status: 201,
  body: createLeadInput,
  response: lead,
})

export const getLead = defineEndpoint({
  name: 'getLead',
  summary: 'One lead with its last 20 activities',
  tag: 'leads',
  method: 'GET',
  path: '/leads/:id',
  access: anyRole,
  params: idParams,
  response: leadDetail,
})

export const updateLead = defineEndpoint({
  name: 'updateLead',
  summary: 'Change fields of a lead; it is scored again when they matter',
  tag: 'leads',
  method: 'PATCH',
  path: '/leads/:id',
  access: anyRole,
  params: idParams,
  body: updateLeadInput,
  response: lead,
})

export const replaceLead = defineEndpoint({
  name: 'replaceLead',
  summary: 'The same as PATCH, for clients that send PUT',
  tag: 'leads',
  method: 'PUT',
  path: '/leads/:id',
  access: anyRole,
  params: idParams,
  body: updateLeadInput,
  response: lead,
})

export const setLeadStatus = defineEndpoint({
  name: 'setLeadStatus',
  summary: 'Move a lead along the pipeline; first times are stamped, the step is an activity',
  tag: 'leads',
  method: 'PUT',
  path: '/leads/:id/status',
  access: anyRole,
  params: idParams,
  body: setLeadStatusInput,
  response: lead,
})

export const deleteLead = defineEndpoint({
  name: 'deleteLead',
  summary: 'Delete a lead with everything that belongs to it',
  tag: 'leads',
  method: 'DELETE',
  path: '/leads/:id',
  access: managers,
  status: 204,
  params: idParams,
})
