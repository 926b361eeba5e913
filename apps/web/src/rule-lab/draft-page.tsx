import type { ScoringDraftDetail, ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { jobQuery } from '../jobs/job-queries.ts'
import { problemsOfFields } from '../rule-editor/list-problems.ts'
import { rulesOf } from '../rule-editor/preview-scores.ts'
import { RuleChanges } from '../rule-editor/rule-changes.tsx'
import { diffRules } from '../rule-editor/rule-diff.ts'
import { RuleWorkbench } from '../rule-editor/rule-workbench.tsx'
import { RulesFilePicker } from '../rule-editor/rules-file-picker.tsx'
import { useRuleEditor } from '../rule-editor/use-rule-editor.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { BackToLab } from './back-to-lab.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DraftActions } from './draft-actions.tsx'
import { type DraftDialog, DraftDialogs } from './draft-dialogs.tsx'
import { DraftNotices } from './draft-notices.tsx'
import styles from './draft-page.module.css'
import type { DraftView } from './draft-search.ts'
import { DraftTabs } from './draft-tabs.tsx'
import { exportRules } from './export-rules.ts'
import { resultOf } from './impact-result.ts'
import { ImpactView } from './impact-view.tsx'
import { activeVersionQuery, draftQuery } from './lab-queries.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { SaveState } from './save-state.tsx'
import { useDraftSaving } from './use-draft-saving.ts'

/** A draft of the rules: the form, what it changes, and what it would do. */
export function DraftPage() {
  const { draftId } = useParams({ from: '/signed-in/scoring/drafts/$draftId' })
  const draft = useQuery(draftQuery(draftId))
  const active = useQuery(activeVersionQuery())
  if (draft.data && active.data) {
    return <DraftWorkspace key={draftId} draft={draft.data} active={active.data} />
  }
  const error = draft.error ?? active.error
  const isGone = error instanceof ApiError && error.status === 404
  return (
    <>
      <PageBar title="Draft" />
      {error ? (
        <ErrorState
          title={isGone ? 'There is no such draft' : undefined}
          message={isGone ? 'It was published or deleted.' : error.message}
          requestId={error instanceof ApiError && !isGone ? error.requestId : null}
          action={<BackToLab />}
          onRetry={isGone ? undefined : () => void draft.refetch().then(() => active.refetch())}
        />
      ) : (
        <SkeletonRows />
      )}
    </>
  )
}

type Props = { draft: ScoringDraftDetail; active: ScoringVersionDetail }

/** Form, preview and impact of one draft around one state. */
function DraftWorkspace({ draft, active }: Props) {
  const canEdit = useCurrentUser().role === 'admin'
  const isNarrow = useMediaQuery('(max-width: 75em)', undefined, { getInitialValueInEffect: false }) === true
  const [view, show] = useView()
  const [dialog, setDialog] = useState<DraftDialog | 'conflict' | 'import' | null>(null)
  const [callsForHelp, setCallsForHelp] = useState(0)
  const saved = { document: rulesOf(draft), revision: draft.revision }
  const editor = useRuleEditor(saved, rulesOf(active))
  const { state, problems, changes, isDirty } = editor
  const saving = useDraftSaving(draft.id)
  const job = useQuery(jobQuery(draft.impact_job)).data ?? null
  const close = () => setDialog(null)

  const saveOver = async (revision: number): Promise<boolean> => {
    const sent = state.document
    const answer = await saving.save(sent, revision)
    setDialog(answer.kind === 'conflict' ? 'conflict' : null)
    if (answer.kind === 'refused') editor.refuse(sent, problemsOfFields(answer.fields))
    if (answer.kind !== 'saved') return false
    editor.accept({ document: rulesOf(answer.draft), revision: answer.draft.revision }, sent)
    answer.show()
    return true
  }
  const save = async (): Promise<boolean> => {
    if (problems.length === 0) return saveOver(editor.revision)
    show('rules')
    setCallsForHelp((calls) => calls + 1)
    return false
  }
  useHotkeys([['mod+S', () => void (canEdit && isDirty && save())]], [])
  return (
    <>
      <PageBar
        title={state.document.name || draft.name}
        count={`draft, revision ${editor.revision}`}
        actions={
          <DraftActions
            canEdit={canEdit}
            isDirty={isDirty}
            isSaving={saving.isSaving}
            onSave={() => void save()}
            onOpen={setDialog}
            onExport={() => exportRules(state.document, state.document.name)}
          />
        }
      >
        <DraftTabs view={view} isNarrow={isNarrow} changes={changes.length} onChange={show}>
          <SaveState isDirty={isDirty} problems={problems.length} error={saving.error} />
        </DraftTabs>
      </PageBar>
      <div className={styles.page}>
        <DraftNotices
          draft={draft}
          inForce={active.version}
          canEdit={canEdit}
          isBehind={editor.isBehind}
          onResolve={() => setDialog('conflict')}
        />
        {view === 'impact' ? (
          <ImpactView
            job={job}
            draft={draft}
            isDirty={isDirty}
            isValid={problems.length === 0}
            onSave={save}
          />
        ) : (
          <RuleWorkbench
            editor={editor}
            version={active}
            isReadOnly={!canEdit}
            callsForHelp={callsForHelp}
            shown={isNarrow ? (view === 'preview' ? 'preview' : 'form') : 'both'}
          />
        )}
      </div>
      <DraftDialogs
        dialog={dialog}
        draft={draft}
        inForce={active.version}
        changes={changes.length}
        impact={resultOf(job)}
        onClose={close}
      />
      {dialog === 'import' && <RulesFilePicker onRead={editor.replace} onClose={close} />}
      {dialog === 'conflict' && (
        <ConflictDialog
          theirs={draft}
          isSaving={saving.isSaving}
          onLoadTheirs={() => {
            editor.reload(saved)
            close()
          }}
          onKeepMine={() => void saveOver(draft.revision)}
          onClose={close}
        >
          <RuleChanges
            title="Yours"
            comparedWith="what is saved"
            changes={diffRules(saved.document, state.document)}
            onRevert={null}
          />
        </ConflictDialog>
      )}
      <LeaveDialog isDirty={isDirty} />
    </>
  )
}

function useView(): [DraftView, (view: DraftView) => void] {
  const { view = 'rules' } = useSearch({ from: '/signed-in/scoring/drafts/$draftId' })
  const navigate = useNavigate({ from: '/scoring/drafts/$draftId' })
  const show = (next: DraftView) =>
    void navigate({
      search: { view: next === 'rules' ? undefined : next },
      replace: true,
      resetScroll: false,
    })
  return [view, show]
}
