import { modelProblems } from '@leadglass/scoring'
import { type Messages, noMessages, type RuleDocument } from './rule-types.ts'

/** Something that keeps rules from being published: where in the document, and what. */
export type Problem = { path: string; message: string }

/** What the engine says of a document, in the words of whoever fills in the form. */
const inOtherWords: Readonly<Record<string, string>> = {
  'must be a text': 'must not be empty',
  'must have exactly one form': 'needs a bound: from, to or both',
  'must be a list of texts': 'needs at least one kind of activity',
  'must be a list of words': 'needs at least one word',
  'must be a list of texts, numbers, booleans or null': 'needs at least one value',
  'must not be above thresholds.hot': 'must not be above “Hot from”',
  'must be null or a whole number from -1000 to the cap': 'must be a whole number up to “at most”, or empty',
  // The contract is narrower than the engine.
  'must be a number from -1000 to 1000': 'must be a number from −100 to 100',
  'must not be above test.max': 'must not be above “To”',
  'must be null or a number above 0': 'must be above 0, or empty',
}

/** What the engine says of the rules, while they are typed. */
export function listProblems(document: RuleDocument): Problem[] {
  return modelProblems(document).map(({ path, message }) => {
    const short = withoutPath(path, message)
    return { path, message: inOtherWords[short] ?? short }
  })
}

/** What the server said of the fields of a request: `document.rules[3].points` → `rules[3].points`. */
export function problemsOfFields(fields: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(fields)
    .filter(([field]) => field.startsWith('document'))
    .map(([field, message]) => {
      const path = field.replace(/^document\.?/, '')
      return { path, message: withoutPath(path, message.replace(/^Rule ".*" \([^)]*\): /, '')) }
    })
}

/** The engine begins a message with its field; beside the field that would be said twice. */
function withoutPath(path: string, message: string): string {
  const [first = ''] = message.split(' ', 1)
  const rest = message.slice(first.length).trim()
  return rest !== '' && path.endsWith(first) ? rest : message
}

/** The position of the rule that a place lies in; null outside the rules. */
export function ruleIndexOf(path: string): number | null {
  const match = /^rules\[(\d+)\]/.exec(path)
  return match ? Number(match[1]) : null
}

/** The messages of one rule by field, `points` or `test.min`; '' for the rule as a whole. */
export function messagesByRule(problems: readonly Problem[]): ReadonlyMap<number, Messages> {
  const found = new Map<number, Record<string, string>>()
  for (const { path, message } of problems) {
    const index = ruleIndexOf(path)
    if (index === null) continue
    const field = path.replace(/^rules\[\d+\]\.?/, '')
    const messages = found.get(index) ?? {}
    messages[field] ??= message
    found.set(index, messages)
  }
  return found
}

/** The messages of everything but the rules, by place. */
export function headMessages(problems: readonly Problem[]): Messages {
  const messages: Record<string, string> = {}
  for (const { path, message } of problems) if (ruleIndexOf(path) === null) messages[path] ??= message
  return Object.keys(messages).length === 0 ? noMessages : messages
}

/** The first message about a field or a part of it: `test` finds `test.oneOf[2]`. */
export function messageAt(messages: Messages, field: string): string | undefined {
  const place = Object.keys(messages).find(
    (key) => key === field || key.startsWith(`${field}.`) || key.startsWith(`${field}[`),
  )
  return place === undefined ? undefined : messages[place]
}

/** The id of a field outside the rules, by its place in the document. */
export function fieldId(path: string): string {
  return `field-${path}`
}
