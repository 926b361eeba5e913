import type { ColumnMapping, ImportOptions } from '@leadglass/contracts/imports.ts'

/** What a person chooses on the page of an import, as it is typed. */
export type ReviewOptions = {
  mapping: ColumnMapping
  on_duplicate: ImportOptions['on_duplicate']
  source: string
  /** Values of the outcome column that mean won, between commas. */
  won: string
}

export function hasOutcome({ mapping }: Pick<ReviewOptions, 'mapping'>): boolean {
  return Object.values(mapping).includes('outcome')
}

/** The choices as the server takes them. */
export function importOptionsOf(options: ReviewOptions): Partial<ImportOptions> {
  const { mapping, on_duplicate, source } = options
  const wonValues = options.won
    .split(/[,;\n]/)
    .map((value) => value.trim())
    .filter(Boolean)
  return {
    mapping,
    on_duplicate,
    ...(source.trim() !== '' && { defaults: { source: source.trim() } }),
    ...(hasOutcome(options) && wonValues.length > 0 && { history: { won_values: wonValues } }),
  }
}
