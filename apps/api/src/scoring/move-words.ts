import type { ScoreDiffPart } from '@leadglass/contracts/scoring.ts'
import type { SettledTerm } from './settle-ledger.ts'

/** What made a line move, for the middle of a sentence; lines of the same words belong together. */
export type MoveWords = (part: ScoreDiffPart) => string

/** Makes the words for the lines that moved between two ledgers. */
export function moveWords(
  before: readonly SettledTerm[],
  after: readonly SettledTerm[],
  replacement: string,
): MoveWords {
  const terms = new Map([...before, ...after].map((term) => [`${term.group}/${term.rule}`, term]))
  return (part) => {
    const evidence = terms.get(`${part.group}/${part.rule}`)?.evidence
    switch (part.cause) {
      case 'model_change':
        return replacement
      case 'limit':
        return limitWords(part)
      case 'silence':
        return part.points > 0 && !part.after ? 'silence ended' : lowerFirst(part.label)
      case 'field_change':
        return evidence?.kind === 'field' ? `${fieldWords(evidence.field)} changed` : lowerFirst(part.label)
      case 'decay':
        return evidence?.kind === 'activities'
          ? `${plainWords(evidence.activity)} decayed`
          : lowerFirst(part.label)
      case 'new_activity':
      case 'unknown':
        return lowerFirst(part.label)
    }
  }
}

const groupWords: Record<ScoreDiffPart['group'], string> = {
  engagement: 'engagement',
  buying_signals: 'buying signals',
  demographic_fit: 'fit',
  baseline: 'the starting point',
}

function limitWords({ rule, group, label }: ScoreDiffPart): string {
  return rule === `limit:${group}` ? `limit of ${groupWords[group]}` : lowerFirst(label)
}

function fieldWords(field: string): string {
  const known: Record<string, string> = { email: 'e-mail', title: 'job title' }
  return known[field] ?? plainWords(field.replace(/^metadata\./, ''))
}

function plainWords(name: string): string {
  return name.replaceAll('_', ' ')
}

/** Names of more than one capital stay: "VP or director". */
function lowerFirst(text: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
