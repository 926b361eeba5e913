import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { readRulesFile } from '../rule-editor/read-rules-file.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { DraftList } from './draft-list.tsx'
import { activeVersionQuery, draftsQuery, versionsQuery } from './lab-queries.ts'
import { NewDraftButton } from './new-draft-button.tsx'
import { RollBackDialog } from './roll-back-dialog.tsx'
import styles from './rule-lab.module.css'
import { VersionInForce } from './version-in-force.tsx'
import { VersionList } from './version-list.tsx'
import { VersionMenu } from './version-menu.tsx'

/** How leads are scored: the version in force, drafts of the next one, and every version before. */
export function RuleLabPage() {
  const canEdit = useCurrentUser().role === 'admin'
  const active = useQuery(activeVersionQuery())
  const drafts = useQuery(draftsQuery())
  const versions = useInfiniteQuery(versionsQuery())
  const error = active.error ?? drafts.error ?? versions.error
  const isReady = active.data && drafts.data && versions.data
  return (
    <>
      <PageBar
        title="Rule lab"
        actions={canEdit && active.data && <NewDraftButton active={active.data} readFile={readRulesFile} />}
      />
      {!isReady && error && (
        <ErrorState
          message={error.message}
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => {
            for (const query of [active, drafts, versions]) void query.refetch()
          }}
        />
      )}
      {!isReady && !error && <SkeletonRows count={8} />}
      {isReady && (
        <div className={styles.page}>
          {!canEdit && (
            <p className={styles.readOnly}>
              You can read rules and drafts, preview them and measure their impact. Only administrators
              change, publish or roll back.
            </p>
          )}
          <VersionInForce version={active.data} />
          <section aria-labelledby="drafts-heading">
            <h2 id="drafts-heading" className={styles.heading}>
              Drafts
            </h2>
            <DraftList drafts={drafts.data} canEdit={canEdit} />
          </section>
          <History
            versions={versions.data.pages.flatMap((page) => page.items)}
            active={active.data}
            canEdit={canEdit}
            onMore={versions.hasNextPage ? () => void versions.fetchNextPage() : null}
          />
        </div>
      )}
    </>
  )
}

type HistoryProps = {
  versions: readonly ScoringVersion[]
  active: ScoringVersion
  canEdit: boolean
  onMore: (() => void) | null
}

function History({ versions, active, canEdit, onMore }: HistoryProps) {
  const [target, setTarget] = useState<ScoringVersion | null>(null)
  return (
    <section aria-labelledby="history-heading">
      <h2 id="history-heading" className={styles.heading}>
        History
      </h2>
      <VersionList
        versions={versions}
        menuOf={(version) => (
          <VersionMenu version={version} canEdit={canEdit} onRollBack={() => setTarget(version)} />
        )}
      />
      {onMore && (
        <Button variant="default" className={styles.more} onClick={onMore}>
          Show older
        </Button>
      )}
      {target && <RollBackDialog version={target} active={active} onClose={() => setTarget(null)} />}
    </section>
  )
}
