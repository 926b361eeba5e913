import { type ColumnMapping, type ImportOptions, importableFields } from '@leadglass/contracts/imports.ts'
import { AppError, type FieldError } from '../errors.ts'
import { fieldOfHeader, type ImportableField } from './header-words.ts'

const maxColumns = 200

/** Which columns feed what. Several columns may feed the name (first and last name); any other field has one. */
export type ColumnPlan = {
  headers: string[]
  fields: { field: ImportableField; columns: number[] }[]
  metadata: { key: string; column: number }[]
  mapping: ColumnMapping
  unmapped: string[]
}

/** Headers of a file, each with a name of its own. */
export function readHeaders(cells: readonly string[]): string[] {
  if (cells.length > maxColumns) {
    throw new AppError('import_unreadable', `The file has more than ${maxColumns} columns`)
  }
  const seen = new Map<string, number>()
  return cells.map((cell, index) => {
    const name = shortened(cell.trim()) || `Column ${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** Without the half of an emoji at the cut, which could not be stored. */
function shortened(header: string): string {
  return header.slice(0, 180).replace(/[\ud800-\udbff]$/, '')
}

/** Joins the headers of the file with the mapping that was asked for, or with the names of our fields. */
export function planColumns(headers: string[], options: ImportOptions): ColumnPlan {
  const targets = options.mapping ? givenTargets(headers, options.mapping) : guessedTargets(headers)
  const plan: ColumnPlan = {
    headers,
    fields: importableFields
      .map((field) => ({ field, columns: columnsOf(targets, field) }))
      .filter(({ columns }) => columns.length > 0),
    metadata: targets.flatMap((target, column) =>
      target?.startsWith('metadata.') ? [{ key: target.slice('metadata.'.length), column }] : [],
    ),
    mapping: Object.fromEntries(
      headers.flatMap((header, column) => (targets[column] === undefined ? [] : [[header, targets[column]]])),
    ),
    unmapped: headers.filter((_, column) => targets[column] === undefined),
  }
  refuseProblems([
    ...doubledFields(plan),
    ...namelessProblem(plan, options),
    ...placeholderProblems(plan, options),
  ])
  return plan
}

type Target = ColumnMapping[string] | undefined

function givenTargets(headers: readonly string[], mapping: ColumnMapping): Target[] {
  const given = new Map(Object.entries(mapping))
  const known = new Set(headers)
  refuseProblems(
    [...given.keys()]
      .filter((header) => !known.has(header))
      .map((header) => ({ field: `mapping.${header}`, message: 'is not a column of the file' })),
  )
  return headers.map((header) => given.get(header))
}

/** The first column of a field wins, except that first and last name make the name together. */
function guessedTargets(headers: readonly string[]): Target[] {
  const taken = new Set<string>()
  const hasWholeName = headers.some((header) => fieldOfHeader(header) === 'name' && !isPartOfName(header))
  return headers.map((header) => {
    const field = fieldOfHeader(header)
    if (!field) return undefined
    if (field === 'name' && !hasWholeName) return field
    if (taken.has(field) || (field === 'name' && isPartOfName(header))) return undefined
    taken.add(field)
    return field
  })
}

function isPartOfName(header: string): boolean {
  return /first|given|last|family|surname/i.test(header)
}

function columnsOf(targets: readonly Target[], wanted: string): number[] {
  return targets.flatMap((target, column) => (target === wanted ? [column] : []))
}

function doubledFields({ fields, metadata }: ColumnPlan): FieldError[] {
  const doubled = fields.filter(({ field, columns }) => field !== 'name' && columns.length > 1)
  const keys = metadata.map(({ key }) => key)
  const doubledKeys = keys.filter((key, index) => keys.indexOf(key) !== index)
  return [...doubled.map(({ field }) => field), ...doubledKeys.map((key) => `metadata.${key}`)].map(
    (target) => ({
      field: 'mapping',
      message: `feeds ${target} from more than one column`,
    }),
  )
}

function namelessProblem({ fields }: ColumnPlan, { defaults }: ImportOptions): FieldError[] {
  if (defaults?.name || fields.some(({ field }) => field === 'name')) return []
  return [{ field: 'mapping', message: 'needs a column for name, or a default name' }]
}

function placeholderProblems({ headers }: ColumnPlan, { defaults }: ImportOptions): FieldError[] {
  const asked = [...(defaults?.name ?? '').matchAll(/\{([^{}]*)\}/g)].map(([, header = '']) => header)
  return asked
    .filter((header) => header !== 'row' && !headers.includes(header))
    .map((header) => ({
      field: 'defaults.name',
      message: `names {${header}}, which is not a column of the file`,
    }))
}

function refuseProblems(fields: FieldError[]): void {
  const [first] = fields
  if (!first) return
  throw new AppError('import_mapping_invalid', `"${first.field}" ${first.message}`, { fields })
}
