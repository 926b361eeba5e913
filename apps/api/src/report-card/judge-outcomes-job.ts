import type { JobHandler } from '../jobs/queue/running-job.ts'
import { judgeOutcomes } from './judge-outcomes.ts'

/** Asked for after a version was published, after closings and after an import with outcomes. */
export const judgeOutcomesJob: JobHandler = ({ db, clock, signal, progress, input: { modelId } }) =>
  judgeOutcomes({ db, clock, signal, progress, modelId: typeof modelId === 'string' ? modelId : undefined })
