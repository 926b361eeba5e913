import { vi } from 'vitest'

type Answer = { status?: number; body?: unknown }
type Answers = Record<string, Answer | ((request: Request) => Answer | Promise<Answer>)>

/**
 * Answers `fetch` from a table of `METHOD /path`; anything else is a 404. Answers every request it saw, so that a
 * test can look at them.
 */
export function fakeServer(answers: Answers): Request[] {
  const seen: Request[] = []
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const request = new Request(new URL(input, 'http://leadglass.test'), init)
    seen.push(request)
    const answer = answers[`${request.method} ${new URL(request.url).pathname}`] ?? { status: 404, body: {} }
    const { status = 200, body } = typeof answer === 'function' ? await answer(request) : answer
    return new Response(status === 204 ? null : JSON.stringify(body), { status })
  })
  return seen
}

/** An error answer in the one shape of the API. */
export function refusal(
  status: number,
  type: string,
  detail: string,
  errors?: { field: string; message: string }[],
) {
  const body = {
    error: detail,
    detail,
    type,
    status,
    path: '/',
    request_id: 'req-1',
    ...(errors && { errors }),
  }
  return { status, body }
}
