import type { ActivityType } from '@leadglass/contracts/activities.ts'
import type { Activity, LeadDetail } from '@leadglass/contracts/leads.ts'
import type { LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { Skeleton, Tabs } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ActivityForm } from '../activities/activity-form.tsx'
import { Timeline, type TimelineFilter } from '../activities/timeline.tsx'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { LeadOwner } from '../assignments/lead-owner.tsx'
import { LeadOwnersList } from '../assignments/lead-owners-list.tsx'
import { activityWord } from '../lib/activity-words.ts'
import { NoteForm } from '../notes/note-form.tsx'
import { NoteItem } from '../notes/note-item.tsx'
import { notesQuery } from '../notes/note-queries.ts'
import { NotesList } from '../notes/notes-list.tsx'
import { ScoreCard, type ScoreMove } from '../scoring/score-card.tsx'
import { ScoreChanges } from '../scoring/score-changes.tsx'
import { ScoreLine } from '../scoring/score-line.tsx'
import { leadScoreQuery, scoreHistoryQuery } from '../scoring/scoring-queries.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { type ComposerTab, LeadComposer } from './lead-composer.tsx'
import { LeadDetails } from './lead-details.tsx'
import { LeadHeader } from './lead-header.tsx'
import styles from './lead-page.module.css'
import { leadQuery } from './lead-queries.ts'
import { LeadSkeleton } from './lead-skeleton.tsx'
import { NoSuchLead } from './no-such-lead.tsx'

export function LeadPage() {
  const { leadId } = useParams({ from: '/signed-in/leads/$leadId' })
  const { data: lead, error, refetch } = useQuery(leadQuery(leadId))
  if (lead !== undefined) return <LeadView key={lead.id} lead={lead} />
  if (error === null) return <LeadSkeleton />
  if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return <NoSuchLead />
  const requestId = error instanceof ApiError ? error.requestId : null
  return <ErrorState message={error.message} requestId={requestId} onRetry={() => void refetch()} />
}

function LeadView({ lead }: { lead: LeadDetail }) {
  const isManager = useCurrentUser().role !== 'sales_rep'
  const score = useQuery(leadScoreQuery(lead.id))
  const [composerTab, setComposerTab] = useState<ComposerTab>('note')
  const [openRule, setOpenRule] = useState<string | null>(null)
  const [record, setRecord] = useState<RecordView>({ tab: 'timeline', filter: null })
  const [move, setMove] = useScoreMove()
  const recordRef = useRef<HTMLDivElement>(null)
  const compose = (tab: ComposerTab) => {
    setComposerTab(tab)
    focusField(tab === 'note' ? 'note-content' : 'activity-type')
  }
  useHotkeys([['n', () => compose('note')]])
  const openTerm = score.data?.terms.find((term) => term.rule === openRule) ?? null

  const showActivities = ({ label, evidence }: ScoreTerm) => {
    if (evidence.kind !== 'activities') return
    // The engine names types as text, because a model may know types that this page does not.
    setRecord({ tab: 'timeline', filter: { type: evidence.activity as ActivityType, label } })
    recordRef.current?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <>
      <LeadHeader
        lead={lead}
        owner={<LeadOwner lead={lead} owner={lead.owner} assignmentId={lead.assignment_id} />}
        canDelete={isManager}
        onCompose={compose}
        onEdit={() => focusField('lead-details', 'button')}
      />
      <div className={styles.layout}>
        <div className={styles.score}>
          {score.error && score.data === undefined ? (
            <ErrorState message={score.error.message} onRetry={() => void score.refetch()} />
          ) : score.data === undefined ? (
            <Skeleton height={320} />
          ) : (
            <ScoreCard
              score={score.data}
              move={move}
              openTerm={openTerm}
              onOpenTerm={(term) => setOpenRule(term?.rule ?? null)}
              onShowActivities={showActivities}
            >
              <ScoreTrend leadId={lead.id} thresholds={score.data.thresholds} />
            </ScoreCard>
          )}
        </div>
        <div className={styles.main}>
          <LeadComposer
            tab={composerTab}
            onTab={setComposerTab}
            note={<NoteForm leadId={lead.id} />}
            activity={
              <ActivityForm
                leadId={lead.id}
                onRecorded={(recorded) => {
                  setMove(recorded)
                  setRecord({ tab: 'timeline', filter: null })
                }}
              />
            }
          />
          <div ref={recordRef} className={styles.record}>
            <LeadRecord
              lead={lead}
              view={record}
              onView={setRecord}
              markedIds={openTerm?.evidence.kind === 'activities' ? openTerm.evidence.activityIds : []}
            />
          </div>
        </div>
        <div className={styles.details}>
          <LeadDetails lead={lead} />
        </div>
      </div>
    </>
  )
}

/** What moved the score last, until everybody has read it. */
function useScoreMove() {
  const [move, setMove] = useState<ScoreMove | null>(null)
  useEffect(() => {
    if (move === null) return
    const timer = setTimeout(() => setMove(null), 10_000)
    return () => clearTimeout(timer)
  }, [move])
  return [move, setMove] as const
}

/** The field may be shown only by the render that is about to happen. */
function focusField(id: string, within?: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    element?.scrollIntoView({ block: 'center' })
    const field = within === undefined ? element : element?.querySelector<HTMLElement>(within)
    field?.focus({ preventScroll: true })
  })
}

type RecordView = { tab: 'timeline' | 'notes' | 'scores' | 'owners'; filter: TimelineFilter | null }
type RecordProps = {
  lead: LeadDetail
  view: RecordView
  onView: (view: RecordView) => void
  markedIds: readonly string[]
}

/** Everything that happened with a lead, by kind. */
function LeadRecord({ lead, view, onView, markedIds }: RecordProps) {
  const renderNote = useNoteOf(lead.id)
  return (
    <Tabs
      value={view.tab}
      onChange={(tab) => onView({ ...view, tab: (tab ?? 'timeline') as RecordView['tab'] })}
      keepMounted={false}
      classNames={{ tab: styles.tab }}
    >
      <Tabs.List className={styles.tabs}>
        <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
        <Tabs.Tab value="notes">Notes</Tabs.Tab>
        <Tabs.Tab value="scores">Score history</Tabs.Tab>
        <Tabs.Tab value="owners">Owners</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="timeline">
        <Timeline
          leadId={lead.id}
          recent={lead.recent_activities}
          filter={view.filter}
          onClearFilter={() => onView({ ...view, filter: null })}
          markedIds={markedIds}
          renderNote={renderNote}
        />
      </Tabs.Panel>
      <Tabs.Panel value="notes">
        <NotesList leadId={lead.id} />
      </Tabs.Panel>
      <Tabs.Panel value="scores">
        <ScoreHistory leadId={lead.id} />
      </Tabs.Panel>
      <Tabs.Panel value="owners">
        <LeadOwnersList leadId={lead.id} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** An entry of the timeline and its note were written at the same moment by the same person. */
function useNoteOf(leadId: string): (activity: Activity) => ReactNode {
  const notes = useInfiniteQuery(notesQuery(leadId)).data?.pages.flatMap((page) => page.items) ?? []
  return (activity) => {
    const note = notes.find(
      (one) => one.created_at === activity.occurred_at && one.author.id === activity.user?.id,
    )
    return note ? <NoteItem note={note} /> : null
  }
}

function ScoreTrend({ leadId, thresholds }: { leadId: string; thresholds: LeadScore['thresholds'] }) {
  const history = useInfiniteQuery(scoreHistoryQuery(leadId))
  const changes = history.data?.pages[0]?.items ?? []
  // One point is not a line.
  if (changes.length < 2) return null
  return <ScoreLine changes={changes} thresholds={thresholds} now={new Date()} />
}

function ScoreHistory({ leadId }: { leadId: string }) {
  const history = useInfiniteQuery(scoreHistoryQuery(leadId))
  if (history.data === undefined) {
    if (history.error === null) return <Skeleton height={64} mt={16} />
    return <ErrorState message={history.error.message} onRetry={() => void history.refetch()} />
  }
  return (
    <ScoreChanges
      changes={history.data.pages.flatMap((page) => page.items)}
      activityWord={activityWord}
      onMore={history.hasNextPage ? () => void history.fetchNextPage() : null}
    />
  )
}
