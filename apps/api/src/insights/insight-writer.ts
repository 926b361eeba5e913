import { createHash } from 'node:crypto'
import type { Database } from '../db/db.ts'
import { ProviderError, type ProviderFailure } from '../text-provider/provider-error.ts'
import type { Written } from '../text-provider/text-messages.ts'
import type { TextProvider } from '../text-provider/text-provider.ts'
import type { InsightFact } from './insight-facts.ts'
import { insightPrompt, promptVersion } from './insight-prompt.ts'
import { type AiCall, type InsightText, insertAiCall, setLeadInsight } from './insight-repository.ts'
import { readWritten } from './read-written.ts'

export type WriterOutcome = { content: InsightText; at: Date } | { failure: ProviderFailure }

/** Has texts written by a provider and keeps them: for a lead and its facts one request, however many wait for it. */
export type InsightWriter = {
  readonly provider: string
  readonly model: string
  fingerprint(facts: readonly InsightFact[]): string
  /** Never rejects because of the provider or the database. */
  write(leadId: string, facts: readonly InsightFact[]): Promise<WriterOutcome>
  close(): void
}

type Options = {
  provider: TextProvider
  db: Database
  clock: () => Date
  log: { info(details: object, message: string): void; warn(details: object, message: string): void }
  /** What a million tokens cost, where somebody has said so. */
  prices: { input: number | null; output: number | null }
}

export function createInsightWriter({ provider, db, clock, log, prices }: Options): InsightWriter {
  const flights = new Map<string, Promise<WriterOutcome>>()
  const closing = new AbortController()
  const fingerprint = (facts: readonly InsightFact[]) =>
    createHash('sha256')
      .update(JSON.stringify([promptVersion, provider.name, provider.model, facts.map(({ text }) => text)]))
      .digest('hex')

  async function ask(leadId: string, facts: readonly InsightFact[]): Promise<WriterOutcome> {
    const started = performance.now()
    let written: Written | null = null
    try {
      written = await provider.write(insightPrompt(facts), closing.signal)
      const content = readWritten(written.text, facts)
      await note(started, written, null)
      const at = clock()
      await setLeadInsight(db, {
        ...{ leadId, content, at, facts: fingerprint(facts) },
        provider: provider.name,
        model: provider.model,
      }).catch((error: unknown) => log.warn({ err: error }, '[AI] the text could not be kept'))
      return { content, at }
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      await note(started, written, error.failure)
      return { failure: error.failure }
    }
  }

  async function note(started: number, written: Written | null, errorType: string | null): Promise<void> {
    const { inputTokens = 0, outputTokens = 0 } = written ?? {}
    const durationMs = Math.round(performance.now() - started)
    const { name, model } = provider
    const call: AiCall = {
      ...{ at: clock(), provider: name, model, feature: 'insights' as const },
      ...{ inputTokens, outputTokens, durationMs, errorType },
    }
    log.info({ ...call, cost: costOf(call, prices) }, '[AI] call')
    // Nothing was asked of the provider: there is nothing to account for.
    if (errorType === 'left_alone' || errorType === 'busy') return
    await insertAiCall(db, call).catch((error: unknown) => log.warn({ err: error }, '[AI] call not recorded'))
  }

  return {
    provider: provider.name,
    model: provider.model,
    fingerprint,
    write(leadId, facts) {
      const key = `${leadId}:${fingerprint(facts)}`
      const flight =
        flights.get(key) ??
        ask(leadId, facts).finally(() => {
          flights.delete(key)
        })
      flights.set(key, flight)
      return flight
    },
    close: () => closing.abort(new Error('The process ends')),
  }
}

function costOf(call: AiCall, { input, output }: Options['prices']): number | null {
  if (input === null || output === null) return null
  return (call.inputTokens * input + call.outputTokens * output) / 1_000_000
}
