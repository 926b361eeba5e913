import { ActionIcon, Skeleton } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { DialogError } from '../ui/dialog-error.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import type { FactLinks } from './fact-chips.tsx'
import { insightsQuery, useRefreshInsights } from './insight-queries.ts'
import { InsightText } from './insight-text.tsx'
import styles from './insights.module.css'

/** The next best action and what to say, with the facts that each rests on; the page never waits for it. */
export function InsightsPanel({ leadId, ...links }: FactLinks & { leadId: string }) {
  const insights = useQuery(insightsQuery(leadId))
  const refresh = useRefreshInsights(leadId)
  return (
    <section className={styles.panel} aria-labelledby="insights-heading" aria-busy={refresh.isPending}>
      <div className={styles.head}>
        <h2 id="insights-heading">Next best action</h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Write it again"
          loading={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          <IconRefresh size={14} stroke={1.5} />
        </ActionIcon>
      </div>
      <DialogError error={refresh.error} />
      {insights.data ? (
        <InsightText insights={insights.data} {...links} />
      ) : insights.error === null ? (
        <InsightsSkeleton />
      ) : (
        <ErrorState message={insights.error.message} onRetry={() => void insights.refetch()} />
      )}
    </section>
  )
}

function InsightsSkeleton() {
  return (
    <div aria-busy>
      <Skeleton height={18} width="60%" mt={4} />
      <Skeleton height={14} width="45%" mt={8} />
      <Skeleton height={14} width="30%" mt={12} />
    </div>
  )
}
