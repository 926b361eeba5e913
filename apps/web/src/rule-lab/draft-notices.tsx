import type { ScoringDraftDetail } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCalendarClock, IconInfoCircle, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatMoment } from '../lib/format-date.ts'
import styles from './draft-page.module.css'
import { useUnscheduleDraft } from './lab-queries.ts'
import { timeZoneWords } from './lab-words.ts'

type Props = {
  draft: ScoringDraftDetail
  inForce: number
  canEdit: boolean
  /** Somebody else has saved while something was typed here. */
  isBehind: boolean
  onResolve: () => void
}

/** What one has to know before changing a draft. */
export function DraftNotices({ draft, inForce, canEdit, isBehind, onResolve }: Props) {
  const { publish_at, problem, based_on: basedOn } = draft
  return (
    <div className={styles.notices}>
      {!canEdit && (
        <Notice icon={<IconInfoCircle size={16} aria-hidden />}>
          You can read this draft, preview it and measure its impact. Only administrators change or publish
          it.
        </Notice>
      )}
      {isBehind && (
        <Notice
          icon={<IconUsers size={16} aria-hidden />}
          isWarning
          action={
            <Button variant="default" onClick={onResolve}>
              Compare
            </Button>
          }
        >
          {draft.updated_by?.full_name ?? 'Somebody'} has saved this draft since you opened it.
        </Notice>
      )}
      {problem && (
        <Notice icon={<IconAlertTriangle size={16} aria-hidden />} isWarning>
          Was not published on its date: {problem}
        </Notice>
      )}
      {publish_at && (
        <Notice
          icon={<IconCalendarClock size={16} aria-hidden />}
          action={canEdit && <Unschedule draftId={draft.id} />}
        >
          Comes into force {formatMoment(publish_at)} ({timeZoneWords(new Date(publish_at))}), scheduled by{' '}
          {draft.scheduled_by?.full_name ?? 'somebody who left'}: “{draft.reason}”.
          {canEdit && ' Saving a change takes the date back.'}
        </Notice>
      )}
      {basedOn !== inForce && (
        <Notice icon={<IconInfoCircle size={16} aria-hidden />}>
          Begun from version {basedOn}; changes and preview are against version {inForce}, which is in force.
        </Notice>
      )}
    </div>
  )
}

type NoticeProps = { icon: ReactNode; isWarning?: boolean; action?: ReactNode; children: ReactNode }

function Notice({ icon, isWarning = false, action, children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={isWarning ? 'warn' : undefined}>
      {icon}
      <span>{children}</span>
      {action}
    </div>
  )
}

function Unschedule({ draftId }: { draftId: string }) {
  const unschedule = useUnscheduleDraft(draftId)
  return (
    <Button variant="default" loading={unschedule.isPending} onClick={() => unschedule.mutate()}>
      Unschedule
    </Button>
  )
}
