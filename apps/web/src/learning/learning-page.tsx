import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { isUnderWay, jobQuery } from '../jobs/job-queries.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { InForce } from './in-force.tsx'
import styles from './learning.module.css'
import { learningQuery, modelsQuery } from './learning-queries.ts'
import { LearningSettingsSection } from './learning-settings.tsx'
import { ModelList } from './model-list.tsx'
import { Outcomes } from './outcomes.tsx'
import { TrainDialog } from './train-dialog.tsx'
import { Training } from './training.tsx'

/** What was learned from closed leads: what is in force, what there is to learn from, and every model so far. */
export function LearningPage() {
  const isAdmin = useCurrentUser().role === 'admin'
  const learning = useQuery(learningQuery())
  const models = useInfiniteQuery(modelsQuery())
  const job = useQuery(jobQuery(learning.data?.training ?? null)).data ?? null
  const [isAsking, setAsking] = useState(false)
  const error = learning.error ?? models.error
  const isTraining = job !== null && isUnderWay(job)
  const { data } = learning
  const list = models.data?.pages.flatMap((page) => page.items)
  const canTrain = isAdmin && data?.enough === true && !isTraining
  return (
    <>
      <PageBar
        title="Learned model"
        actions={
          canTrain && (
            <Button
              variant={data.in_force.number === null ? 'filled' : 'default'}
              onClick={() => setAsking(true)}
            >
              Train now…
            </Button>
          )
        }
      />
      {(!data || !list) && error && (
        <ErrorState
          message={error.message}
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void learning.refetch().then(() => models.refetch())}
        />
      )}
      {(!data || !list) && !error && <SkeletonRows count={8} />}
      {data && list && (
        <div className={styles.page}>
          <InForce status={data} models={list} canRetire={isAdmin} />
          <Training job={job} canStop={isAdmin} />
          <Outcomes status={data} />
          <ModelList
            models={list}
            isEnough={data.enough}
            onMore={models.hasNextPage ? () => void models.fetchNextPage() : null}
          />
          <LearningSettingsSection settings={data.settings} canEdit={isAdmin} />
          {isAsking && <TrainDialog status={data} newest={list[0]} onClose={() => setAsking(false)} />}
        </div>
      )}
    </>
  )
}
