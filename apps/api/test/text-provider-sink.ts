import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type AskedForText = {
  authorization: string | undefined
  body: { model: string; messages: { role: string; content: string }[] }
}

export type TextProviderSink = {
  /** For OPENAI_BASE_URL. */
  url: string
  asked: AskedForText[]
  /** How the next requests are answered; without one left, with a usable text. */
  answers: ((response: ServerResponse) => void)[]
  close(): Promise<void>
}

export const goodText = {
  explanation: 'They looked at prices often.',
  talking_points: [{ text: 'Ask what they compare prices with', fact_ids: ['f1'] }],
  next_action: { text: 'Call today', why: 'They asked for a demo', fact_ids: ['f1'] },
}

/** An answer in OpenAI's shape. */
export function saying(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return (response: ServerResponse) => {
    const usage = { prompt_tokens: 120, completion_tokens: 80 }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: text } }], usage }))
  }
}

export function refusing(status: number, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, headers).end('{"error":{"message":"no, and here is your key again"}}')
  }
}

/** A real HTTP server on this machine that speaks as OpenAI does. */
export async function startTextProvider(): Promise<TextProviderSink> {
  const asked: AskedForText[] = []
  const answers: TextProviderSink['answers'] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      asked.push({ authorization: request.headers.authorization, body: JSON.parse(text) })
      const answer = answers.shift() ?? saying(goodText)
      answer(response)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, asked, answers, close }
}
