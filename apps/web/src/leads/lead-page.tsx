import type { ActivityType } from '@leadglass/contracts/activities.ts'
import type { Activity, LeadDetail } from '@leadglass/contracts/leads.ts'
import { Skeleton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { ActivityForm } from '../activities/activity-form.tsx'
import { Timeline } from '../activities/timeline.tsx'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { paths } from '../app/paths.ts'
import { leadAssignmentsQuery } from '../assignments/assignment-queries.ts'
import { LeadOwner } from '../assignments/lead-owner.tsx'
import { LeadOwnersList } from '../assignments/lead-owners-list.tsx'
import { NoteForm } from '../notes/note-form.tsx'
import { NoteItem } from '../notes/note-item.tsx'
import { notesQuery } from '../notes/note-queries.ts'
import { NotesList } from '../notes/notes-list.tsx'
import { ScoreCard, type ScoreMove } from '../scoring/score-card.tsx'
import type { EvidenceLinks } from '../scoring/score-term-row.tsx'
import { ScoreTrend } from '../scoring/score-trend.tsx'
import { leadScoreQuery } from '../scoring/scoring-queries.ts'
import type { WhySpan } from '../scoring/since-choices.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { ScoreVerdicts } from '../verdicts/score-verdicts.tsx'
import { type ComposerTab, LeadComposer } from './lead-composer.tsx'
import { LeadDetails } from './lead-details.tsx'
import { LeadHeader } from './lead-header.tsx'
import styles from './lead-page.module.css'
import { leadQuery } from './lead-queries.ts'
import { LeadRecord, type RecordView, wholeTimeline } from './lead-record.tsx'
import { LeadSkeleton } from './lead-skeleton.tsx'
import { NoSuchLead } from './no-such-lead.tsx'
import { focusField, showField, showRecord } from './show-on-page.ts'

const InsightsPanel = lazy(async () => ({
  default: (await import('../insights/insights-panel.tsx')).InsightsPanel,
}))
const ScoreHistory = lazy(async () => ({
  default: (await import('../scoring/score-history.tsx')).ScoreHistory,
}))

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
  const [composerTab, setComposerTab] = useState<ComposerTab>('note')
  const [record, setRecord] = useState(wholeTimeline)
  const [why, setWhy] = useState<WhySpan | null>(null)
  const [openIds, setOpenIds] = useState<readonly string[]>([])
  const [markedField, setMarkedField] = useState<string | null>(null)
  const [move, setMove] = useScoreMove()
  const recordRef = useRef<HTMLDivElement>(null)
  const compose = (tab: ComposerTab) => {
    setComposerTab(tab)
    focusField(tab === 'note' ? 'note-content' : 'activity-type')
  }
  useHotkeys([['n', () => compose('note')]])
  const links: EvidenceLinks = {
    onShowActivities: ({ type, label, ids }) => {
      // The engine names types as text, because a model may know types that this page does not.
      const filter = type === null ? null : { type: type as ActivityType, label }
      setRecord({ tab: 'timeline', filter, markedIds: ids })
      showRecord(recordRef.current)
    },
    onShowField: (field) => {
      setMarkedField(field)
      showField(field)
    },
  }
  const showWhy = (span: WhySpan | null) => {
    setWhy(span)
    setRecord((view) => ({ ...view, tab: 'scores' }))
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
          <LeadScoreCard {...{ lead, move, links }} onWhy={showWhy} onOpenActivities={setOpenIds} />
        </div>
        <div className={styles.main}>
          <Suspense fallback={<Skeleton height={132} mb={16} />}>
            <InsightsPanel leadId={lead.id} {...links} />
          </Suspense>
          <LeadComposer
            tab={composerTab}
            onTab={setComposerTab}
            note={<NoteForm leadId={lead.id} />}
            activity={
              <ActivityForm
                leadId={lead.id}
                onRecorded={(recorded) => {
                  setMove(recorded)
                  setRecord(wholeTimeline)
                }}
              />
            }
          />
          <div ref={recordRef} className={styles.record}>
            <LeadRecord
              tab={record.tab}
              onTab={(tab) => setRecord({ ...record, tab })}
              panels={{
                timeline: <LeadTimeline lead={lead} view={record} onView={setRecord} openIds={openIds} />,
                notes: <NotesList leadId={lead.id} />,
                scores: <LeadScores {...{ lead, why, links }} onWhy={showWhy} />,
                owners: <LeadOwnersList leadId={lead.id} />,
              }}
            />
          </div>
        </div>
        <div className={styles.details}>
          <LeadDetails lead={lead} markedField={markedField} />
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

type CardProps = {
  lead: LeadDetail
  move: ScoreMove | null
  links: EvidenceLinks
  onWhy: (span: WhySpan) => void
  /** The activities of the term that is open. */
  onOpenActivities: (ids: readonly string[]) => void
}

function LeadScoreCard({ lead, move, links, onWhy, onOpenActivities }: CardProps) {
  const isManager = useCurrentUser().role !== 'sales_rep'
  const [openLine, setOpenLine] = useState<string | null>(null)
  const { data: score, error, refetch } = useQuery(leadScoreQuery(lead.id))
  if (score === undefined) {
    if (error === null) return <Skeleton height={320} />
    return <ErrorState message={error.message} onRetry={() => void refetch()} />
  }
  const { thresholds, model } = score
  return (
    <ScoreCard
      score={score}
      move={move}
      openTerm={score.terms.find(({ group, rule }) => `${group}/${rule}` === openLine) ?? null}
      onOpenTerm={(term) => {
        setOpenLine(term && `${term.group}/${term.rule}`)
        onOpenActivities(term && 'activityIds' in term.evidence ? term.evidence.activityIds : [])
      }}
      renderVersion={(words) =>
        isManager ? <Link to={paths.scoringVersion(model.id)}>{words}</Link> : words
      }
      verdicts={<ScoreVerdicts lead={lead} score={score.total_score} thresholds={thresholds} />}
      {...links}
    >
      <ScoreTrend leadId={lead.id} thresholds={thresholds} onWhy={onWhy} />
    </ScoreCard>
  )
}

type TimelineProps = {
  lead: LeadDetail
  view: RecordView
  onView: (view: RecordView) => void
  openIds: readonly string[]
}

function LeadTimeline({ lead, view, onView, openIds }: TimelineProps) {
  const renderNote = useNoteOf(lead.id)
  return (
    <Timeline
      leadId={lead.id}
      recent={lead.recent_activities}
      filter={view.filter}
      onClearFilter={() => onView(wholeTimeline)}
      markedIds={[...view.markedIds, ...openIds]}
      renderNote={renderNote}
    />
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

type ScoresProps = {
  lead: LeadDetail
  why: WhySpan | null
  links: EvidenceLinks
  onWhy: (span: WhySpan | null) => void
}

function LeadScores({ lead, why, links, onWhy }: ScoresProps) {
  const me = useCurrentUser()
  const { data: score } = useQuery(leadScoreQuery(lead.id))
  const assigned = useQuery(leadAssignmentsQuery(lead.id)).data?.items.filter(
    ({ status }) => status === 'active',
  )
  const assignment =
    assigned?.find(({ user }) => user.id === me.id) ?? assigned?.find(({ is_primary }) => is_primary)
  if (score === undefined) return <Skeleton height={260} mt={16} />
  return (
    <Suspense fallback={<Skeleton height={260} mt={16} />}>
      <ScoreHistory
        {...{ lead, why, onWhy, thresholds: score.thresholds }}
        assignedAt={assignment?.assigned_at ?? null}
        {...links}
      />
    </Suspense>
  )
}
