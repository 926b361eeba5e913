import type { Config } from '../config.ts'
import type { Database } from '../db/db.ts'
import { createTextProvider } from '../text-provider/text-provider.ts'
import { createInsightWriter, type InsightWriter } from './insight-writer.ts'

type Needs = {
  config: Pick<Config, 'ai'>
  db: Database
  clock: () => Date
  log: Parameters<typeof createInsightWriter>[0]['log'] & Parameters<typeof createTextProvider>[0]['log']
}

/** The provider that has a key, OpenAI before Venice; null where none has: then rules write. */
export function openInsightWriter({ config: { ai }, db, clock, log }: Needs): InsightWriter | null {
  const name = ai.openai.apiKey ? 'openai' : 'venice'
  const { apiKey, baseUrl, model } = ai[name]
  if (!apiKey) return null
  const provider = createTextProvider({ name, apiKey, baseUrl, model, timeoutMs: ai.timeoutMs, log })
  return createInsightWriter({ provider, db, clock, log, prices: ai.prices })
}
