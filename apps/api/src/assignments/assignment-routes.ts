import * as contract from '@leadglass/contracts/assignments.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { assignLead } from './assign-lead.ts'
import {
  presentAssignment,
  presentMyLead,
  presentTeamMember,
  presentUnassignedLead,
} from './assignment-presenter.ts'
import { completeAssignment } from './complete-assignment.ts'
import { listLeadAssignments } from './list-lead-assignments.ts'
import { listMyLeads } from './list-my-leads.ts'
import { listTeam } from './list-team.ts'
import { listUnassignedLeads } from './list-unassigned-leads.ts'
import { transferLead } from './transfer-lead.ts'
import { unassignLead } from './unassign-lead.ts'

export function assignmentRoutes(api: Api): void {
  route(api, contract.assignLead, async (ctx, { body }) => presentAssignment(await assignLead(ctx, body)))
  route(api, contract.transferLead, async (ctx, { params, body }) =>
    presentAssignment(await transferLead(ctx, params.id, body)),
  )
  route(api, contract.completeAssignment, async (ctx, { params }) =>
    presentAssignment(await completeAssignment(ctx, params.id)),
  )
  route(api, contract.unassignLead, (ctx, { params }) => unassignLead(ctx, params.id))
  route(api, contract.listMyLeads, async (ctx, { query }) =>
    presentPage(await listMyLeads(ctx, query), presentMyLead),
  )
  route(api, contract.listTeam, async (ctx) => ({
    items: (await listTeam(ctx, api.deps.cache)).map(presentTeamMember),
  }))
  route(api, contract.listUnassignedLeads, async (ctx, { query }) =>
    presentPage(await listUnassignedLeads(ctx, query), presentUnassignedLead),
  )
  route(api, contract.listLeadAssignments, async (ctx, { params }) => ({
    items: (await listLeadAssignments(ctx, params.id)).map(presentAssignment),
  }))
}
