import { Readable } from 'node:stream'
import * as contract from '@leadglass/contracts/audit.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { asCsv } from '../http/csv-answer.ts'
import { route, streamRoute } from '../http/route.ts'
import { presentAuditLog } from './audit-presenter.ts'
import { exportAuditLogs } from './export-audit-logs.ts'
import { listAuditLogs } from './list-audit-logs.ts'

export function auditRoutes(api: Api): void {
  route(api, contract.listAuditLogs, async (ctx, { query }) =>
    presentPage(await listAuditLogs(ctx, query), presentAuditLog),
  )
  streamRoute(api, contract.exportAuditLogs, async (ctx, { query }, { reply }) =>
    asCsv(reply, `audit-log-${ctx.now.toISOString().slice(0, 10)}.csv`).send(
      Readable.from(exportAuditLogs(ctx, api.deps.db, query)),
    ),
  )
}
