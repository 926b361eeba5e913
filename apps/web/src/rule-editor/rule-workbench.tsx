import type { ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { LeadPreview } from './lead-preview.tsx'
import { RuleChanges } from './rule-changes.tsx'
import { RuleForm } from './rule-form.tsx'
import styles from './rule-workbench.module.css'
import type { useRuleEditor } from './use-rule-editor.ts'

type Props = {
  editor: ReturnType<typeof useRuleEditor>
  /** The version in force: what the draft is compared with. */
  version: ScoringVersionDetail
  isReadOnly: boolean
  callsForHelp: number
  /** Both side by side where there is room. */
  shown: 'both' | 'form' | 'preview'
}

/** The form of the rules, and beside it what it does to chosen leads and what it changes. */
export function RuleWorkbench({ editor, version, isReadOnly, callsForHelp, shown }: Props) {
  const { state, problems, changes, edit, revert } = editor
  const isValid = problems.length === 0
  // What follows from the rules may come a moment after the letter that was typed.
  const late = useDeferredValue(
    useMemo(() => ({ document: state.document, isValid, changes }), [state.document, isValid, changes]),
  )
  const side = (
    <>
      <LeadPreview version={version} document={late.document} isValid={late.isValid} />
      <RuleChanges
        comparedWith={`version ${version.version}, in force`}
        changes={late.changes}
        onRevert={isReadOnly ? null : revert}
      />
    </>
  )
  if (shown === 'preview') return <div className={styles.stack}>{side}</div>
  return (
    <div className={styles.columns}>
      <RuleForm
        state={state}
        problems={problems}
        changes={changes}
        isReadOnly={isReadOnly}
        callsForHelp={callsForHelp}
        onEdit={edit}
      />
      {shown === 'both' && <SidePanel>{side}</SidePanel>}
    </div>
  )
}

/** Tells its style how high it is: one that is higher than the window must not stick to the top. */
function SidePanel({ children }: { children: ReactNode }) {
  const { ref, height } = useElementSize<HTMLElement>()
  return (
    <aside ref={ref} className={styles.side} style={{ '--side-height': `${height}px` } as object}>
      {children}
    </aside>
  )
}
