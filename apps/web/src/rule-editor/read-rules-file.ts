import { validateModel } from '@leadglass/scoring'
import type { RuleDocument } from './rule-types.ts'

/** The rules of a JSON file; throws a sentence that says what is wrong with it. */
export async function readRulesFile(file: File): Promise<RuleDocument> {
  const content = parse(await file.text(), file.name)
  return validateModel(content) as RuleDocument
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${name} is not JSON: ${cause instanceof Error ? cause.message : 'it cannot be read'}`, {
      cause,
    })
  }
}
