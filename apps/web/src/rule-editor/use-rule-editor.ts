import { useCallback, useMemo, useReducer, useState } from 'react'
import { listProblems, type Problem, ruleIndexOf } from './list-problems.ts'
import { diffRules, type RuleChange } from './rule-diff.ts'
import { editRules, openDocument } from './rule-edits.ts'
import type { RuleDocument } from './rule-types.ts'
import { sameRules } from './same-rules.ts'

/** Rules as the server holds them. */
export type SavedRules = { document: RuleDocument; revision: number }

/**
 * Rules in a form: what was typed, what is wrong with it, what it changes against `base`. What somebody else saves
 * meanwhile is taken over while nothing has been typed; after that `isBehind` says so.
 */
export function useRuleEditor(saved: SavedRules, base: RuleDocument) {
  const [loaded, setLoaded] = useState(saved)
  const [state, edit] = useReducer(editRules, saved.document, openDocument)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { document } = state
  const isDirty = !sameRules(document, loaded.document)
  const isBehind = saved.revision > loaded.revision
  if (isBehind && !isDirty) {
    setLoaded(saved)
    edit({ type: 'adopt', document: saved.document, sent: null })
  }
  const problems = useMemo(
    () => withoutRepeats([...listProblems(document), ...openProblems(refusal, document)]),
    [document, refusal],
  )
  const changes = useMemo(() => diffRules(base, document), [base, document])
  const revert = useCallback((change: RuleChange) => edit({ type: 'revert', change, base }), [base])
  return {
    state,
    edit,
    problems,
    changes,
    isDirty,
    isBehind: isBehind && isDirty,
    revision: loaded.revision,
    /** What was sent has been saved. */
    accept: (answer: SavedRules, sent: RuleDocument) => {
      setLoaded(answer)
      setRefusal(null)
      edit({ type: 'adopt', document: answer.document, sent })
    },
    /** Goes on from what the server holds; what was typed is gone. */
    reload: (answer: SavedRules) => {
      setLoaded(answer)
      setRefusal(null)
      edit({ type: 'load', document: answer.document })
    },
    /** Other rules in the form, as from a file; not saved. */
    replace: (document: RuleDocument) => edit({ type: 'load', document }),
    refuse: (sent: RuleDocument, refused: readonly Problem[]) =>
      setRefusal({ document: sent, problems: refused }),
    revert,
  }
}

type Refusal = { document: RuleDocument; problems: readonly Problem[] }

/** What the server refused and nobody has touched since. */
function openProblems(refusal: Refusal | null, document: RuleDocument): readonly Problem[] {
  if (refusal === null) return []
  const { document: sent, problems } = refusal
  return problems.filter(({ path }) => {
    const index = ruleIndexOf(path)
    if (index !== null) return document.rules[index] === sent.rules[index]
    const [head = ''] = path.split('.')
    return document[head as keyof RuleDocument] === sent[head as keyof RuleDocument]
  })
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const places = new Set<string>()
  return problems.filter(({ path }) => !places.has(path) && places.add(path))
}
