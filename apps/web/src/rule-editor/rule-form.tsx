import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { EditorState, RuleEdit } from './editor-state.ts'
import { fieldId, headMessages, messagesByRule, type Problem, ruleIndexOf } from './list-problems.ts'
import { ProblemList } from './problem-list.tsx'
import type { RuleChange } from './rule-diff.ts'
import styles from './rule-editor.module.css'
import { RuleGroupSection, type RuleMarks } from './rule-group.tsx'
import { RuleHead } from './rule-head.tsx'
import { ruleGroups } from './rule-types.ts'

type Props = {
  state: EditorState
  problems: readonly Problem[]
  changes: readonly RuleChange[]
  isReadOnly: boolean
  /** Grows when the reader is to be led to the first problem. */
  callsForHelp?: number
  onEdit: (edit: RuleEdit) => void
}

/** Rules as a form, group by group; read-only they are sentences that open. */
export function RuleForm({ state, problems, changes, isReadOnly, callsForHelp = 0, onEdit }: Props) {
  const messages = useMemo(() => messagesByRule(problems), [problems])
  const heads = useMemo(() => headMessages(problems), [problems])
  const marks = useMemo(() => marksOf(changes), [changes])
  const jump = useJump(state, onEdit)
  const help = useEffectEvent(() => {
    const [first] = problems
    if (first) jump(first)
  })
  useEffect(() => {
    if (callsForHelp > 0) help()
  }, [callsForHelp])
  return (
    <div className={styles.form}>
      <ProblemList problems={problems} document={state.document} onJump={jump} />
      <RuleHead
        name={state.document.name}
        thresholds={state.document.thresholds}
        messages={heads}
        isReadOnly={isReadOnly}
        onEdit={onEdit}
      />
      {ruleGroups.map((group) => (
        <RuleGroupSection
          key={group}
          group={group}
          state={state}
          messages={messages}
          headMessages={heads}
          marks={marks}
          isReadOnly={isReadOnly}
          onEdit={onEdit}
        />
      ))}
    </div>
  )
}

function marksOf(changes: readonly RuleChange[]): RuleMarks {
  const marks = new Map<string, 'added' | 'changed'>()
  for (const { id, kind } of changes) {
    if (kind !== 'removed' && id.startsWith('rule:')) marks.set(id.slice('rule:'.length), kind)
  }
  return marks
}

/** Opens the rule of a problem and puts the cursor into the field. */
function useJump(state: EditorState, onEdit: (edit: RuleEdit) => void) {
  const [target, setTarget] = useState<{ find: () => HTMLElement | null | undefined } | null>(null)
  useEffect(() => {
    if (target === null) return
    const field = target.find()
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
    setTarget(null)
  }, [target])
  return ({ path }: Problem) => {
    const index = ruleIndexOf(path)
    const key = index === null ? undefined : state.keys[index]
    if (key === undefined) {
      setTarget({ find: () => document.getElementById(fieldId(path)) })
      return
    }
    onEdit({ type: 'open', key })
    setTarget({
      find: () => document.getElementById(key)?.querySelector<HTMLElement>('[aria-invalid="true"]'),
    })
  }
}
