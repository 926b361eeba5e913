import type { Role, Session } from '@leadglass/contracts/auth.ts'
import { hashPassword } from '../src/auth/password.ts'
import { statement } from '../src/db/sql.ts'
import type { TestUser } from './factories.ts'
import type { TestApi } from './test-api.ts'

export const password = 'four-brown-foxes-7'

const setHash = statement('test_set_hash', 'update users set hashed_password = $2 where id = $1')
const hashes = new Map<string, Promise<string>>()

/** A user of the factories who can also sign in. */
export async function userWithPassword(
  api: TestApi,
  username: string,
  { role, isActive, text = password }: { role?: Role; isActive?: boolean; text?: string } = {},
): Promise<TestUser> {
  const user = await api.build.user(username, role, isActive)
  const hash = hashes.get(text) ?? hashPassword(text)
  hashes.set(text, hash)
  await api.db.sql(setHash, [user.id, await hash])
  return user
}

/** Signs in over HTTP; the answer is the session. */
export async function signInAs(api: TestApi, username: string, text = password): Promise<Session> {
  const answer = await api.call('post', '/api/auth/login', { body: { username, password: text } }).expect(200)
  return answer.body
}

/** The status of `GET /auth/me` for a bearer token: 200 while its session lives. */
export async function statusWith(api: TestApi, accessToken: string): Promise<number> {
  const answer = await api.request.get('/api/auth/me').set('authorization', `Bearer ${accessToken}`)
  return answer.status
}
