import { z } from 'zod'
import { anyRole, managers } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, optionalText, timestamp, uuid } from './fields.ts'
import { leadItem, leadStatus, personRef } from './leads.ts'
import { pageOf, pageQuery } from './paging.ts'
import { classification } from './scoring.ts'

export const assignmentStatuses = ['active', 'completed', 'transferred', 'unassigned'] as const
export const assignmentStatus = z.enum(assignmentStatuses)

/** One rep's charge of one lead, from hand-over to end; ended ones are kept as history. */
export const assignment = z.object({
  id: uuid,
  lead_id: uuid,
  lead_name: z.string(),
  user: personRef,
  assigned_by: personRef.nullable(),
  status: assignmentStatus,
  is_primary: z.boolean(),
  notes: z.string().nullable(),
  assigned_at: timestamp,
  ended_at: timestamp.nullable(),
})
export type Assignment = z.infer<typeof assignment>

export const assignLeadInput = z.strictObject({
  lead_id: uuid,
  user_id: uuid,
  notes: optionalText(1000).optional(),
  is_primary: z.boolean().default(true).describe('one active primary per lead; others help'),
})
export type AssignLeadInput = z.output<typeof assignLeadInput>

export const transferLeadInput = z.strictObject({ user_id: uuid, notes: optionalText(1000).optional() })
export type TransferLeadInput = z.output<typeof transferLeadInput>

/** A row of My Leads: the assignment with what a rep needs of the lead. */
export const myLead = z.object({
  assignment_id: uuid,
  lead_id: uuid,
  lead_name: z.string(),
  lead_email: z.string().nullable(),
  lead_phone: z.string().nullable(),
  lead_company: z.string().nullable(),
  lead_title: z.string().nullable(),
  lead_status: leadStatus,
  lead_score: z.int(),
  classification,
  estimated_value: z.number().nullable(),
  status: assignmentStatus,
  is_primary: z.boolean(),
  notes: z.string().nullable(),
  assigned_at: timestamp,
  ended_at: timestamp.nullable(),
  last_activity_at: timestamp.nullable(),
})
export type MyLead = z.infer<typeof myLead>

export const myLeadsQuery = pageQuery.extend({
  status: z.enum(['active', 'completed', 'transferred', 'all']).optional().describe('default active'),
  classification: z.enum(['hot', 'warm', 'cold', 'all']).optional(),
})
export type MyLeadsQuery = z.output<typeof myLeadsQuery>

/** A member of the team with the load. */
export const teamMember = z.object({
  user: personRef.extend({ username: z.string(), is_active: z.boolean() }),
  active: z.int(),
  hot: z.int(),
  warm: z.int(),
  cold: z.int(),
  completed: z.int(),
})
export type TeamMember = z.infer<typeof teamMember>

export const assignLead = defineEndpoint({
  name: 'assignLead',
  summary: 'Assign a lead to a rep; the rep is notified',
  tag: 'assignments',
  method: 'POST',
  path: '/assignments',
  access: managers,
  status: 201,
  body: assignLeadInput,
  response: assignment,
})

export const transferLead = defineEndpoint({
  name: 'transferLead',
  summary: 'Hand an active assignment to another rep; both are told, the history stays',
  tag: 'assignments',
  method: 'POST',
  path: '/assignments/:id/transfer',
  access: managers,
  status: 201,
  params: idParams,
  body: transferLeadInput,
  response: assignment,
})

export const completeAssignment = defineEndpoint({
  name: 'completeAssignment',
  summary: 'Finish the work on a lead (assignee or manager)',
  tag: 'assignments',
  method: 'POST',
  path: '/assignments/:id/complete',
  access: anyRole,
  params: idParams,
  response: assignment,
})

export const unassignLead = defineEndpoint({
  name: 'unassignLead',
  summary: 'Take a lead back; it shows under unassigned again',
  tag: 'assignments',
  method: 'DELETE',
  path: '/assignments/:id',
  access: managers,
  status: 204,
  params: idParams,
})

export const listMyLeads = defineEndpoint({
  name: 'listMyLeads',
  summary: 'Leads assigned to the caller, highest score first',
  tag: 'assignments',
  method: 'GET',
  path: '/assignments/my-leads',
  access: anyRole,
  query: myLeadsQuery,
  response: pageOf(myLead),
})

export const listTeam = defineEndpoint({
  name: 'listTeam',
  summary: 'Reps with their load',
  tag: 'assignments',
  method: 'GET',
  path: '/assignments/team',
  access: managers,
  response: z.object({ items: z.array(teamMember) }),
})

export const listUnassignedLeads = defineEndpoint({
  name: 'listUnassignedLeads',
  summary: 'Open leads that nobody works on, highest score first',
  tag: 'assignments',
  method: 'GET',
  path: '/assignments/unassigned',
  access: managers,
  query: pageQuery,
  response: pageOf(leadItem),
})

export const listLeadAssignments = defineEndpoint({
  name: 'listLeadAssignments',
  summary: 'Who worked on a lead, newest first',
  tag: 'assignments',
  method: 'GET',
  path: '/leads/:id/assignments',
  access: anyRole,
  params: idParams,
  response: z.object({ items: z.array(assignment) }),
})
