import { importableFields } from '@leadglass/contracts/imports.ts'

/** An empty file with every column that an import knows. */
export function importTemplate(): string {
  return `${importableFields.join(',')}\r\n`
}
