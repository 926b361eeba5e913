import type { ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringFacts } from '@leadglass/contracts/scoring.ts'
import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { scoringFactsQuery } from './preview-queries.ts'
import { compileDraft, compileInForce, previewLead } from './preview-scores.ts'
import type { RuleDocument } from './rule-types.ts'

type Source = {
  leadIds: readonly string[]
  version: ScoringVersionDetail
  document: RuleDocument
  isValid: boolean
}

/** The chosen leads under the version in force and under the draft. While the draft has problems, its last sound state counts. */
export function usePreview({ leadIds, version, document, isValid }: Source) {
  const [at] = useState(() => Date.now())
  const [sound, setSound] = useState(isValid ? document : null)
  if (isValid && sound !== document) setSound(document)
  const current = isValid ? document : sound
  const before = useMemo(() => compileInForce(version), [version])
  const after = useMemo(() => (current ? compileDraft(current, version) : before), [current, version, before])
  const answers = useQueries({ queries: leadIds.map(scoringFactsQuery) })
  return answers.map(({ data, error }, index) => ({
    leadId: leadIds[index] ?? '',
    facts: data ?? null,
    error,
    preview: data ? previewOf(data) : null,
  }))

  function previewOf(facts: ScoringFacts) {
    return previewLead(facts, before, after, at)
  }
}
