import type { ActivityType } from '@leadglass/contracts/activities.ts'
import type { Activity } from '@leadglass/contracts/leads.ts'
import { Button } from '@mantine/core'
import { IconTimeline, IconX } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { activitiesQuery } from './activity-queries.ts'
import styles from './timeline.module.css'
import { timelineDays } from './timeline-days.ts'
import { TimelineEntry } from './timeline-entry.tsx'

/** The activities of one type, with those marked that a term of the score counts. */
export type TimelineFilter = { type: ActivityType; label: string }

type Props = {
  leadId: string
  /** The last 20, which come with the lead; older ones are asked for when somebody wants them. */
  recent: readonly Activity[]
  filter: TimelineFilter | null
  onClearFilter: () => void
  markedIds: readonly string[]
  renderNote: (activity: Activity) => ReactNode
}

const recentCount = 20

export function Timeline({ leadId, recent, filter, onClearFilter, markedIds, renderNote }: Props) {
  const [wantsAll, setWantsAll] = useState(false)
  const list = useInfiniteQuery({
    ...activitiesQuery(leadId, filter?.type),
    enabled: wantsAll || filter !== null,
  })
  const isFromList = (wantsAll || filter !== null) && list.data !== undefined
  const fallback = filter === null ? recent : recent.filter((one) => one.activity_type === filter.type)
  const activities = isFromList ? list.data.pages.flatMap((page) => page.items) : fallback
  const mayHaveMore = isFromList ? list.hasNextPage : recent.length >= recentCount
  const marked = new Set(markedIds)

  const showMore = () => {
    if (isFromList) void list.fetchNextPage()
    else setWantsAll(true)
  }
  return (
    <div className={styles.timeline}>
      {filter !== null && <FilterLine filter={filter} onClear={onClearFilter} />}
      {list.error !== null && <ErrorState message={list.error.message} onRetry={() => void list.refetch()} />}
      {activities.length === 0 && !list.isFetching && (
        <EmptyState icon={IconTimeline} title="Nothing has happened yet">
          Log a call, a meeting or a visit above: the score follows.
        </EmptyState>
      )}
      {timelineDays(activities, new Date()).map(({ heading, activities: ofDay }) => (
        <section key={heading} aria-label={heading}>
          <h3 className={styles.day}>{heading}</h3>
          <ol className={styles.entries}>
            {ofDay.map((activity) => (
              <TimelineEntry
                key={activity.id}
                activity={activity}
                isMarked={marked.has(activity.id)}
                note={activity.activity_type === 'note' ? renderNote(activity) : null}
              />
            ))}
          </ol>
        </section>
      ))}
      {mayHaveMore && (
        <Button variant="default" onClick={showMore} loading={list.isFetching}>
          Show older
        </Button>
      )}
    </div>
  )
}

function FilterLine({ filter, onClear }: { filter: TimelineFilter; onClear: () => void }) {
  return (
    <button type="button" className={styles.filter} onClick={onClear} aria-label="Show all activities">
      Only: {filter.label}
      <IconX size={12} aria-hidden />
    </button>
  )
}
