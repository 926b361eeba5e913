import { fewestOutcomes } from '@leadglass/contracts/learning.ts'
import type { ReportCard, ReportCardQuery } from '@leadglass/contracts/report-card.ts'
import type { Cache } from '../cache/cache.ts'
import type { Context } from '../context.ts'
import { activeModelNow } from '../scoring/active-model.ts'
import { alarmSentence } from './alarm-sentence.ts'
import { cardSentence } from './card-sentence.ts'
import { measuredCard } from './measured-card.ts'
import { seesAllFalseHots } from './report-card-policy.ts'
import { findCardState, listFalseHots } from './report-card-repository.ts'

const dayMs = 86_400_000

/** What the score of the version in force is worth, on leads that it had not seen. */
export async function getReportCard(ctx: Context, cache: Cache, query: ReportCardQuery): Promise<ReportCard> {
  const model = await activeModelNow(ctx.db)
  const filter = { ...query, modelId: model.id }
  const [measured, state, own] = await Promise.all([
    measuredCard(ctx, cache, filter),
    findCardState(ctx.db, filter),
    seesAllFalseHots(ctx.actor) ? null : listFalseHots(ctx.db, filter, ctx.actor.id),
  ])
  const { hotAndWarm, falseHots, ...card } = measured
  const { alarm_since, trained_at, ...verdicts } = state
  const isRaised = alarm_since !== null
  return {
    version: model.version,
    learned_number: model.learned?.number ?? null,
    ...card,
    later_rows: card.rows - card.held_out_rows,
    needed: fewestOutcomes,
    sentence: cardSentence(card),
    training_age_days: trained_at === null ? null : (ctx.now.getTime() - Date.parse(trained_at)) / dayMs,
    alarm: { raised: isRaised, since: alarm_since, sentence: alarmSentence(hotAndWarm, isRaised) },
    false_hots: own ?? falseHots,
    verdicts,
  }
}
