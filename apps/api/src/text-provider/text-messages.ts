/** One turn of a conversation with a provider. */
export type Message = { role: 'system' | 'user'; content: string }

/** What a provider wrote, and what it took. */
export type Written = { text: string; inputTokens: number; outputTokens: number }
