import { describe, expect, it } from 'vitest'
import { publishReason } from './publish-reason.ts'

const compared = {
  version: 3,
  rows: 1200,
  auc_before: 0.71,
  auc_after: 0.74,
  log_loss_before: 0.34,
  log_loss_after: 0.323,
  better_by: 0.05,
}
const model = { signal: 'reliable', weight: 0.7, compared } as const
const rulesOnly = { ...compared, log_loss_before: null, better_by: null }

describe('publishReason', () => {
  it('publishes what is better than the learned model in force by the share, and says so with figures', () => {
    expect(publishReason(model, { publish_when_better_by: 0.05 })).toBe(
      'Published by the rule: 5.0 % less log-loss (0.3400 → 0.3230) on 1,200 closed leads that neither had seen',
    )
  })

  it('publishes beside rules alone what ranks better by a hundredth', () => {
    expect(publishReason({ ...model, compared: rulesOnly }, { publish_when_better_by: 0.5 })).toBe(
      'Published by the rule: ranks better than the rules alone (AUC 0.710 → 0.740) on 1,200 closed leads that neither had seen',
    )
  })

  it.each([
    ['the rule says never', model, null],
    ['it is not better enough', model, 0.06],
    ['its signal is unproven', { ...model, signal: 'unproven' }, 0.01],
    ['it found nothing', { ...model, signal: 'none', weight: 0 }, 0.01],
    ['it is worse', { ...model, compared: { ...compared, better_by: -0.1 } }, 0.01],
    ['it ranks no better than the rules', { ...model, compared: { ...rulesOnly, auc_after: 0.715 } }, 0.01],
    ['nothing could be compared', { ...model, compared: null }, 0.01],
  ] as const)('publishes nothing when %s', (_, candidate, share) => {
    expect(publishReason(candidate, { publish_when_better_by: share })).toBeNull()
  })
})
