import type { VerdictWord } from '@leadglass/contracts/verdicts.ts'

/** What the number is said to be, in the order of its keys. */
export const verdictChoices: readonly { word: VerdictWord; label: string; key: string }[] = [
  { word: 'too_high', label: 'Too high', key: '1' },
  { word: 'right', label: 'Right', key: '2' },
  { word: 'too_low', label: 'Too low', key: '3' },
]

export const verdictLabels: Record<VerdictWord, string> = {
  too_high: 'Too high',
  right: 'Right',
  too_low: 'Too low',
}
