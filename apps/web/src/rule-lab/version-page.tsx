import type { ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo, useReducer } from 'react'
import { ApiError } from '../api/api-error.ts'
import { formatMoment } from '../lib/format-date.ts'
import { rulesOf } from '../rule-editor/preview-scores.ts'
import { RuleChanges } from '../rule-editor/rule-changes.tsx'
import { diffRules } from '../rule-editor/rule-diff.ts'
import { editRules, openDocument } from '../rule-editor/rule-edits.ts'
import { RuleForm } from '../rule-editor/rule-form.tsx'
import type { RuleDocument } from '../rule-editor/rule-types.ts'
import workbench from '../rule-editor/rule-workbench.module.css'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { BackToLab } from './back-to-lab.tsx'
import styles from './draft-page.module.css'
import { exportRules } from './export-rules.ts'
import { activeVersionQuery, versionQuery } from './lab-queries.ts'
import { learnedWords } from './lab-words.ts'
import { exportName } from './version-in-force.tsx'

/** The rules of a version, to be read, and what differs from those in force. */
export function VersionPage() {
  const { versionId } = useParams({ from: '/signed-in/scoring/versions/$versionId' })
  const version = useQuery(versionQuery(versionId))
  const active = useQuery(activeVersionQuery())
  const error = version.error ?? active.error
  if (!version.data || !active.data) {
    return (
      <>
        <PageBar title="Version" />
        {error ? (
          <ErrorState
            title={error instanceof ApiError && error.status === 404 ? 'There is no such version' : undefined}
            message={error.message}
            action={<BackToLab />}
            onRetry={() => void version.refetch().then(() => active.refetch())}
          />
        ) : (
          <SkeletonRows />
        )}
      </>
    )
  }
  const { author, created_at, reason, restores_version: restores } = version.data
  const isInForce = version.data.id === active.data.id
  return (
    <>
      <PageBar
        title={`Version ${version.data.version}: ${version.data.name}`}
        count={isInForce ? 'in force' : `version ${active.data.version} is in force`}
        actions={
          <Button
            variant="default"
            onClick={() => exportRules(version.data.document, exportName(version.data))}
          >
            Export JSON
          </Button>
        }
      />
      <div className={styles.page}>
        <p className={styles.about}>
          Published {formatMoment(created_at)} by {author?.full_name ?? 'Leadglass'},{' '}
          {learnedWords(version.data)}
          {restores !== null && `, repeats version ${restores}`}. {reason}
        </p>
        <div className={workbench.columns}>
          <ReadableRules key={version.data.id} document={rulesOf(version.data)} />
          {!isInForce && (
            <aside className={workbench.side}>
              <DiffToInForce document={rulesOf(version.data)} active={active.data} />
            </aside>
          )}
        </div>
      </div>
    </>
  )
}

function ReadableRules({ document }: { document: RuleDocument }) {
  const [state, edit] = useReducer(editRules, document, openDocument)
  return <RuleForm state={state} problems={[]} changes={[]} isReadOnly onEdit={edit} />
}

type DiffProps = { document: RuleDocument; active: ScoringVersionDetail }

function DiffToInForce({ document, active }: DiffProps) {
  const changes = useMemo(() => diffRules(rulesOf(active), document), [active, document])
  return (
    <RuleChanges
      title="Differences"
      comparedWith={`version ${active.version}, in force`}
      changes={changes}
      onRevert={null}
    />
  )
}
