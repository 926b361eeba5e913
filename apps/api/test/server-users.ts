import { password } from './sign-in.ts'

export type SignedIn = { username: string; accessToken: string; refreshToken: string }

/** Registers a person at a running server that allows it, and signs in. */
export async function signUp(baseUrl: string, username: string): Promise<SignedIn> {
  await post(`${baseUrl}/api/auth/register`, {
    email: `${username}@example.com`,
    username,
    full_name: username,
    password,
  })
  const session = await post(`${baseUrl}/api/auth/login`, { username, password })
  return { username, accessToken: String(session.access_token), refreshToken: String(session.refresh_token) }
}

export async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${JSON.stringify(answer)}`)
  return answer as Record<string, unknown>
}
