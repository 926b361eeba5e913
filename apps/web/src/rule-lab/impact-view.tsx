import type { Job } from '@leadglass/contracts/jobs.ts'
import type { ScoringDraftDetail } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import { IconChartHistogram } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isUnderWay, useCancelJob } from '../jobs/job-queries.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { JobProgress } from '../ui/job-progress.tsx'
import styles from './impact.module.css'
import { ImpactReport } from './impact-report.tsx'
import { resultOf } from './impact-result.ts'
import { useMeasureImpact } from './lab-queries.ts'

type Props = {
  job: Job | null
  draft: ScoringDraftDetail
  isDirty: boolean
  isValid: boolean
  /** Saves what was typed; false when that was refused. */
  onSave: () => Promise<boolean>
}

/** What a draft would do to every open lead, measured in the background. */
export function ImpactView({ job, draft, isDirty, isValid, onSave }: Props) {
  const measure = useMeasureImpact(draft.id)
  const result = resultOf(job)
  if (job !== null && isUnderWay(job)) return <Running job={job} />
  const measureNow = async () => {
    if (!isDirty || (await onSave())) measure.mutate()
  }
  const label = result ? 'Measure again' : 'Measure on all leads'
  const button = (
    <Button
      variant={result ? 'default' : 'light'}
      disabled={!isValid}
      loading={measure.isPending}
      onClick={() => void measureNow()}
    >
      {isDirty ? `Save and ${label.toLowerCase()}` : label}
    </Button>
  )
  return (
    <div className={styles.impact}>
      <DialogError error={measure.error} />
      {result ? (
        <ImpactReport
          result={result}
          isStale={isDirty || result.revision !== draft.revision}
          again={button}
        />
      ) : (
        <NotMeasured job={job}>{button}</NotMeasured>
      )}
    </div>
  )
}

function Running({ job }: { job: Job }) {
  const cancel = useCancelJob()
  return (
    <JobProgress
      title="Measuring"
      job={job}
      isStopping={cancel.isPending}
      onStop={() => cancel.mutate(job.id)}
    />
  )
}

function NotMeasured({ job, children }: { job: Job | null; children: ReactNode }) {
  if (job?.status === 'failed') {
    return (
      <EmptyState icon={IconChartHistogram} title="The measurement failed" action={children}>
        {job.error ?? 'It said nothing about why.'}
      </EmptyState>
    )
  }
  const title = job?.status === 'cancelled' ? 'The measurement was stopped' : 'Nothing has been measured yet'
  return (
    <EmptyState icon={IconChartHistogram} title={title} action={children}>
      Scores every open lead by this draft, and the deals closed in the last year as they stood a day before.
      Nothing moves by it.
    </EmptyState>
  )
}
