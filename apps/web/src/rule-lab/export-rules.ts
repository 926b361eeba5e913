import { saveFile } from '../lib/save-file.ts'

/** Downloads rules as JSON, in the form in which they are imported again. */
export function exportRules(document: unknown, name: string): void {
  const content = new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' })
  saveFile(content, `${fileName(name)}.json`)
}

function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'rules'
  )
}
