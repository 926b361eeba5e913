import * as contract from '@leadglass/contracts/rule-lab.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { createDraft } from './create-draft.ts'
import { deleteDraft } from './delete-draft.ts'
import { getDraft } from './get-draft.ts'
import { getVersion } from './get-version.ts'
import { listDrafts } from './list-drafts.ts'
import { listVersions } from './list-versions.ts'
import { measureImpact } from './measure-impact.ts'
import { publishDraft } from './publish-draft.ts'
import { restoreVersion } from './restore-version.ts'
import { saveDraft } from './save-draft.ts'
import { scheduleDraft } from './schedule-draft.ts'
import { unscheduleDraft } from './unschedule-draft.ts'
import { versionInForce } from './version-in-force.ts'

/** The statements of this feature answer rows in the shape of the contract, so nothing is left to present. */
export function ruleLabRoutes(api: Api): void {
  route(api, contract.listScoringVersions, (ctx, { query }) => listVersions(ctx, query))
  route(api, contract.getActiveVersion, (ctx) => versionInForce(ctx.db))
  route(api, contract.getScoringVersion, (ctx, { params }) => getVersion(ctx, params.id))
  route(api, contract.restoreVersion, (ctx, { params, body }) => restoreVersion(ctx, params.id, body))
  route(api, contract.listDrafts, async (ctx) => ({ items: await listDrafts(ctx) }))
  route(api, contract.createDraft, (ctx, { body }) => createDraft(ctx, body))
  route(api, contract.getDraft, (ctx, { params }) => getDraft(ctx, params.id))
  route(api, contract.saveDraft, (ctx, { params, body }) => saveDraft(ctx, params.id, body))
  route(api, contract.deleteDraft, (ctx, { params }) => deleteDraft(ctx, params.id))
  route(api, contract.measureImpact, (ctx, { params }) => measureImpact(ctx, params.id))
  route(api, contract.publishDraft, (ctx, { params, body }) => publishDraft(ctx, params.id, body))
  route(api, contract.scheduleDraft, (ctx, { params, body }) => scheduleDraft(ctx, params.id, body))
  route(api, contract.unscheduleDraft, (ctx, { params }) => unscheduleDraft(ctx, params.id))
}
