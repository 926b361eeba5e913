import { type ColumnMapping, type ImportResult, importableFields } from '@leadglass/contracts/imports.ts'

const fieldWords: Record<(typeof importableFields)[number], string> = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  company: 'Company',
  title: 'Job title',
  industry: 'Industry',
  company_size: 'Company size',
  country: 'Country',
  location: 'Location',
  source: 'Source',
  status: 'Status',
  estimated_value: 'Value',
  outcome: 'Outcome',
  created_at: 'Created on',
  closed_at: 'Closed on',
}

/** A field of the API as this page calls it. */
export function fieldWord(field: string): string {
  return fieldWords[field as keyof typeof fieldWords] ?? field.replace(/^metadata[.]/, '')
}

export const leaveOut = ''

/** The choices for one column, for a select; `leaveOut` stands for null. */
export function targetChoices(header: string) {
  return [
    { value: leaveOut, label: 'Leave out' },
    { value: metadataTarget(header), label: 'Keep as a further field' },
    {
      group: 'Field of the lead',
      items: importableFields.map((field) => ({ value: field as string, label: fieldWords[field] })),
    },
  ]
}

/** `Lead Source (UTM)` → `metadata.lead_source_utm` */
export function metadataTarget(header: string): string {
  const key = header
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 60)
  return `metadata.${key || 'column'}`
}

/** Every column of the file with what the server made of it. */
export function mappingOf({ mapping, unmapped_columns }: ImportResult): ColumnMapping {
  return { ...mapping, ...Object.fromEntries(unmapped_columns.map((header) => [header, null])) }
}
