import { exportLeads, getImportTemplate } from '@leadglass/contracts/imports.ts'
import { queryOf } from '../api/call.ts'
import { send } from '../api/send.ts'
import { saveFile } from '../lib/save-file.ts'

/** As long as a large workspace takes to be written. */
const exportTimeoutMs = 10 * 60_000

/** Downloads the leads of a list as CSV; `filters` holds the filters and the order of that list. */
export async function downloadLeads(filters: Readonly<Record<string, unknown>>): Promise<void> {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  const path =
    exportLeads.path + queryOf(Object.fromEntries(given.map(([name, value]) => [name, String(value)])))
  const response = await send({ method: 'GET', path, timeoutMs: exportTimeoutMs })
  saveFile(await response.blob(), `leads-${new Date().toISOString().slice(0, 10)}.csv`)
}

export async function downloadImportTemplate(): Promise<void> {
  const response = await send({ method: 'GET', path: getImportTemplate.path })
  saveFile(await response.blob(), 'lead-import-template.csv')
}
