import { IconUsersGroup } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useSession } from '../api/session.ts'
import { ClassFilter } from '../ui/class-filter.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { NextQueue } from '../work-queue/next-queue.tsx'
import { type MyLeadsList as ListFilters, useMyLeadCounts } from './assignment-queries.ts'
import styles from './assignments.module.css'
import { type MyLeadsFilters, type MyLeadsView, viewOf } from './my-leads-filters.ts'

// A rep opens on the queue; the other lists and the choice of a manager come when they are wanted.
const MyLeadsList = lazy(async () => ({ default: (await import('./my-leads-list.tsx')).MyLeadsList }))
const RepPicker = lazy(async () => ({ default: (await import('./rep-picker.tsx')).RepPicker }))

const tabs = [
  { value: 'next', label: 'Next' },
  { value: 'active', label: 'Active' },
  { value: 'completed', label: 'Completed' },
] as const

/** What a rep opens in the morning: what to turn to next. Managers look at the queue of any rep. */
export function MyLeadsPage() {
  const filters = useSearch({ from: '/signed-in/my-leads' })
  const navigate = useNavigate({ from: '/my-leads' })
  const isManager = useSession()?.user.role !== 'sales_rep'
  const view = viewOf(filters)
  const change = (change: MyLeadsFilters) =>
    void navigate({ search: (former) => ({ ...former, ...change }), replace: true })
  // The keys are for the queue as soon as there is one.
  const lookAt = (rep: string | undefined) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    change({ rep })
  }
  const show = (next: MyLeadsView) =>
    change({
      status: next === 'next' ? undefined : next,
      ...(next === 'next' && { classification: undefined }),
    })

  return (
    <>
      <PageBar title="My Leads">
        <div className={styles.bar}>
          <ViewTabs label="List" tabs={tabs} value={view} onChange={show} />
          {view === 'next' && isManager && (
            <Suspense fallback={<div className={styles.repPlace} />}>
              <RepPicker isBare value={filters.rep ?? null} onChange={(rep) => lookAt(rep ?? undefined)} />
            </Suspense>
          )}
          {view !== 'next' && (
            <Classes
              status={view}
              value={filters.classification}
              onChange={(classification) => change({ status: view, classification })}
            />
          )}
        </div>
      </PageBar>
      {view === 'next' ? (
        <Next rep={isManager ? (filters.rep ?? null) : undefined} />
      ) : (
        <Suspense fallback={<SkeletonRows />}>
          <MyLeadsList
            filters={{ status: view, classification: filters.classification }}
            onShowAll={() => change({ status: view, classification: undefined })}
          />
        </Suspense>
      )}
    </>
  )
}

/** Undefined is the own queue; null is a manager who has not chosen yet. */
function Next({ rep }: { rep: string | null | undefined }) {
  if (rep !== null) return <NextQueue userId={rep} />
  return (
    <EmptyState icon={IconUsersGroup} title="Whose queue?">
      Leads are assigned to sales reps. Choose one to see what they turn to next, and why.
    </EmptyState>
  )
}

type ClassesProps = {
  status: ListFilters['status']
  value: ListFilters['classification']
  onChange: (classification: ListFilters['classification']) => void
}

function Classes({ status, value, onChange }: ClassesProps) {
  return <ClassFilter value={value} counts={useMyLeadCounts(status)} onChange={onChange} />
}
