import { trainModelJob } from '../../learning/train-model-job.ts'
import { type MailNeeds, mailJob } from '../../mail/mail-job.ts'
import { judgeOutcomesJob } from '../../report-card/judge-outcomes-job.ts'
import { impactJob } from '../../rule-lab/impact-job.ts'
import { rescoreJob } from '../../scoring/rescore-job.ts'
import type { JobHandlers } from './running-job.ts'

/** Who does which kind of job. */
export function jobHandlers(needs: MailNeeds): JobHandlers {
  return {
    impact: impactJob,
    train: trainModelJob,
    rescore: rescoreJob,
    judge: judgeOutcomesJob,
    mail: mailJob(needs),
  }
}
