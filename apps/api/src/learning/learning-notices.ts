import type { HeldOutFigures } from '@leadglass/contracts/learning.ts'
import type { NewNotification } from '../notifications/notify.ts'
import { figure } from './learning-sentences.ts'

const link = '/learning'

type Told = { number: number; weight: number; figures: HeldOutFigures }

/** For whoever asked for a training. */
export function trainedNotice(userId: string, model: Told): NewNotification {
  return noticeOf(
    userId,
    `Model ${model.number} is trained`,
    `${worthOf(model)}. It is in force once it is published.`,
  )
}

/** For a manager: a scheduled training made a model that nobody has looked at. */
export function waitingNotice(userId: string, model: Told): NewNotification {
  return noticeOf(userId, `Model ${model.number} waits for somebody to look at it`, `${worthOf(model)}.`)
}

function worthOf({ weight, figures: { rows, auc } }: Told): string {
  if (weight === 0) return `It found nothing in ${figure(rows)} closed leads that tells won from lost`
  const area = auc ? `AUC ${auc.value.toFixed(3)} on leads that it had not seen` : 'it cannot be judged yet'
  return `Learned from ${figure(rows)} closed leads: ${area}; it would make ${Math.round(weight * 100)} % of the score`
}

function noticeOf(userId: string, title: string, message: string): NewNotification {
  return { userId, type: 'model_trained', title, message, link, leadId: null }
}
