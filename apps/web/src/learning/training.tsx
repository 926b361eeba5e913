import type { Job } from '@leadglass/contracts/jobs.ts'
import type { TrainResult } from '@leadglass/contracts/learning.ts'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { paths } from '../app/paths.ts'
import { isUnderWay, useCancelJob } from '../jobs/job-queries.ts'
import { JobProgress } from '../ui/job-progress.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './learning.module.css'
import { useAfterTraining } from './learning-queries.ts'

/** The newest training: how far it is, or what came of it. */
export function Training({ job, canStop }: { job: Job | null; canStop: boolean }) {
  const cancel = useCancelJob()
  useEndOf(job, useAfterTraining())
  if (job === null) return null
  if (isUnderWay(job)) {
    return (
      <JobProgress
        title="Training"
        job={job}
        isStopping={cancel.isPending}
        onStop={canStop ? () => cancel.mutate(job.id) : null}
      />
    )
  }
  if (job.status === 'failed') {
    return (
      <p className={styles.warning} role="status">
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
        The training <RelativeTime at={job.finished_at} /> failed: {job.error ?? 'it said nothing about why.'}
      </p>
    )
  }
  if (job.status === 'cancelled') {
    return (
      <p className={styles.muted} role="status">
        The training <RelativeTime at={job.finished_at} /> was stopped.
      </p>
    )
  }
  return <Trained job={job} />
}

function Trained({ job }: { job: Job }) {
  const result = job.result as TrainResult | null
  if (result === null) return null
  return (
    <p className={styles.done} role="status">
      Model {result.number} was trained <RelativeTime at={job.finished_at} />
      {result.published_version !== null && ` and published as version ${result.published_version}`}.{' '}
      <Link to={paths.learnedModel(result.learned_model_id)}>See what it learned</Link>
    </p>
  )
}

/** Calls back once a job that was under way is no longer. */
function useEndOf(job: Job | null, onEnd: () => void) {
  const wasUnderWay = useRef(false)
  const isNow = job !== null && isUnderWay(job)
  useEffect(() => {
    if (wasUnderWay.current && !isNow) onEnd()
    wasUnderWay.current = isNow
  })
}
