import type { LearnedModel } from '@leadglass/contracts/learning.ts'

/** The forms that a training may choose, from the simplest. */
export const formWords: Record<LearnedModel['candidate'], string> = {
  base: 'win rate only',
  linear: 'one weight per field',
  additive: 'a curve per field',
  ga2m: 'curves and pairs of fields',
}

export const signalWords: Record<LearnedModel['signal'], string> = {
  reliable: 'reliable',
  unproven: 'unproven',
  none: 'nothing found',
}

export const signalSentences: Record<LearnedModel['signal'], string> = {
  reliable: 'It tells won from lost better than chance, on leads that it had not seen.',
  unproven: 'It may tell won from lost, but chance alone could look the same.',
  none: 'It found nothing that tells won from lost; it counts nothing in any score.',
}

/** How a model is called where its form is known by a name only. */
export function candidateWords(name: string): string {
  return Object.hasOwn(formWords, name) ? formWords[name as LearnedModel['candidate']] : name
}

/** `metadata.budget_range` → `budget range`, `activity.call.days` → `call: days`. */
export function columnWords(name: string): string {
  const words = name.replace(/^metadata\./, '').replaceAll('_', ' ')
  return words.startsWith('activity.') ? words.slice('activity.'.length).replace('.', ': ') : words
}

/** Points as they are drawn: one decimal below ten. */
export function pointsWords(points: number): string {
  const digits = Math.abs(points) < 9.95 ? 1 : 0
  const size = Math.abs(points).toFixed(digits)
  if (Number(size) === 0) return '0'
  return `${points > 0 ? '+' : '−'}${size}`
}

/** A sentence of the server, which begins small and ends without a dot. */
export function asSentence(words: string): string {
  const end = /[.!?]$/.test(words) ? '' : '.'
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${end}`
}
