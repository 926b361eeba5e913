import { Readable } from 'node:stream'
import * as contract from '@leadglass/contracts/imports.ts'
import type { Api } from '../http/api.ts'
import { asCsv } from '../http/csv-answer.ts'
import { streamRoute } from '../http/route.ts'
import { uploadRoutes, withUpload } from '../http/uploads.ts'
import { exportLeads } from './export-leads.ts'
import { importLeads } from './import-leads.ts'
import { importTemplate } from './import-template.ts'

export function importRoutes(api: Api): void {
  const { importMaxBytes: maxBytes, phoneRegion } = api.deps.config
  uploadRoutes(api, (uploads) =>
    streamRoute(
      uploads,
      contract.importLeads,
      (ctx, _input, http) =>
        withUpload(http, { maxBytes, options: contract.importOptions }, ({ file, options }) =>
          importLeads(ctx, { file, options, phoneRegion }),
        ),
      { bodyLimit: maxBytes },
    ),
  )
  streamRoute(api, contract.getImportTemplate, async (_ctx, _input, { reply }) =>
    asCsv(reply, 'lead-import-template.csv').send(importTemplate()),
  )
  streamRoute(api, contract.exportLeads, async (ctx, { query }, { reply }) =>
    asCsv(reply, `leads-${ctx.now.toISOString().slice(0, 10)}.csv`).send(
      Readable.from(exportLeads(ctx, api.deps.db, query)),
    ),
  )
}
