import { type ModelProblem, modelProblems, type ScoringModel } from '@leadglass/scoring'
import { AppError } from '../errors.ts'

/** Refuses rules that the engine would refuse: every problem with its place in the document, by the rule's label. */
export function checkRules(document: ScoringModel): void {
  const problems = ruleSentences(document)
  const [first] = problems
  if (first) throw new AppError('rules_invalid', first.message, { fields: problems })
}

/** What the engine refuses about rules, as places and sentences. */
export function ruleSentences(document: ScoringModel): { field: string; message: string }[] {
  return modelProblems(document).map((problem) => ({
    field: problem.path === '' ? 'document' : `document.${problem.path}`,
    message: sentenceOf(document, problem),
  }))
}

function sentenceOf(document: ScoringModel, { path, rule, message }: ModelProblem): string {
  if (rule === null) return message
  const place = /^rules\[(\d+)\]/.exec(path)?.[1]
  const { label, id } = document.rules[Number(place)] ?? {}
  return `${label && id ? `Rule "${label}" (${id})` : rule}: ${message}`
}
