import { z } from 'zod'
import { ProviderError } from './provider-error.ts'
import type { Message, Written } from './text-messages.ts'

export type ProviderAddress = { apiKey: string; baseUrl: string; model: string }

/** Texts are a few hundred words; more than this is no answer to us. */
const maxBytes = 200_000

const chatAnswer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z
    .object({ prompt_tokens: z.number().catch(0), completion_tokens: z.number().catch(0) })
    .catch({ prompt_tokens: 0, completion_tokens: 0 })
    .default({ prompt_tokens: 0, completion_tokens: 0 }),
})

/** One request to `/chat/completions`, as OpenAI and those who speak like it take it. */
export async function postChat(
  { apiKey, baseUrl, model }: ProviderAddress,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<Written> {
  const answer = await fetch(`${baseUrl.replace(/\/$/, '')}/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      accept: 'application/json',
    },
    body: JSON.stringify({ model, messages, response_format: { type: 'json_object' } }),
    // The key goes to the configured address and nowhere else.
    redirect: 'manual',
    signal,
  })
  if (!answer.ok) {
    await answer.body?.cancel()
    throw refusalOf(answer)
  }
  return readWritten(await readText(answer))
}

function refusalOf({ status, headers }: Response): ProviderError {
  if (status === 401 || status === 403) return new ProviderError('invalid_key')
  if (status === 429) return new ProviderError('rate_limited', { retryAfterMs: retryAfterOf(headers) })
  return new ProviderError(status >= 500 ? 'server_error' : 'refused')
}

/** Seconds or a date; at most an hour, however much is asked for. */
function retryAfterOf(headers: Headers): number | null {
  const text = headers.get('retry-after')
  if (!text) return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), 3_600_000)
}

async function readText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    bytes += part.length
    if (bytes > maxBytes) throw new ProviderError('unusable_answer')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function readWritten(text: string): Written {
  try {
    const { choices, usage } = chatAnswer.parse(JSON.parse(text))
    return {
      text: choices[0]?.message.content ?? '',
      inputTokens: usage.prompt_tokens,
      outputTokens: usage.completion_tokens,
    }
  } catch (error) {
    throw new ProviderError('unusable_answer', { cause: error })
  }
}
