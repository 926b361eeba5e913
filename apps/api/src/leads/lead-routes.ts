import * as contract from '@leadglass/contracts/leads.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { countLeads } from './count-leads.ts'
import { createLead } from './create-lead.ts'
import { deleteLead } from './delete-lead.ts'
import { getLead } from './get-lead.ts'
import { presentLead, presentLeadDetail, presentLeadItem } from './lead-presenter.ts'
import { listLeadSources } from './list-lead-sources.ts'
import { listLeads } from './list-leads.ts'
import { setLeadStatus } from './set-lead-status.ts'
import { updateLead } from './update-lead.ts'

export function leadRoutes(api: Api): void {
  const { cache, config } = api.deps
  const { phoneRegion } = config
  route(api, contract.listLeads, async (ctx, { query }) =>
    presentPage(await listLeads(ctx, query), presentLeadItem),
  )
  route(api, contract.countLeads, (ctx) => countLeads(ctx, cache))
  route(api, contract.listLeadSources, async (ctx) => ({ items: await listLeadSources(ctx, cache) }))
  route(api, contract.createLead, async (ctx, { body }) =>
    presentLead(await createLead(ctx, body, phoneRegion)),
  )
  route(api, contract.getLead, async (ctx, { params }) => presentLeadDetail(await getLead(ctx, params.id)))
  route(api, contract.updateLead, async (ctx, { params, body }) =>
    presentLead(await updateLead(ctx, params.id, body, phoneRegion)),
  )
  route(api, contract.replaceLead, async (ctx, { params, body }) =>
    presentLead(await updateLead(ctx, params.id, body, phoneRegion)),
  )
  route(api, contract.setLeadStatus, async (ctx, { params, body }) =>
    presentLead(await setLeadStatus(ctx, params.id, body)),
  )
  route(api, contract.deleteLead, async (ctx, { params }) => deleteLead(ctx, params.id))
}
