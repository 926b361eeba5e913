import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { email, text, timestamp, uuid } from './fields.ts'

export const roles = ['admin', 'manager', 'sales_rep'] as const
export type Role = (typeof roles)[number]
export const role = z.enum(roles)

export const anyRole: readonly Role[] = roles
export const managers: readonly Role[] = ['admin', 'manager']
export const admins: readonly Role[] = ['admin']

/** Who acts: the holder of a valid session. */
export type Actor = { readonly id: string; readonly role: Role; readonly sessionId: string }

export const passwordMinLength = 12
/** bcrypt reads 72 bytes and ignores the rest, so longer passwords are refused. */
export const passwordMaxBytes = 72

function utf8Bytes(value: string): number {
  let bytes = 0
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** A password to be set (the server also refuses common ones and the user's own name). */
export const newPassword = z
  .string()
  .refine(
    (value) => [...value].length >= passwordMinLength,
    `must be at least ${passwordMinLength} characters`,
  )
  .refine((value) => utf8Bytes(value) <= passwordMaxBytes, `must be at most ${passwordMaxBytes} bytes`)
  .refine(
    (value) => !value.includes('\u0000') && value.isWellFormed(),
    'must not contain NUL or broken characters',
  )

export const username = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(3, 'must be at least 3 characters')
      .max(40, 'must be at most 40 characters')
      .regex(/^[a-z0-9][a-z0-9._-]*$/, 'may hold letters, digits, dot, dash and underscore'),
  )

export const user = z.object({
  id: uuid,
  email: z.string(),
  username: z.string(),
  full_name: z.string(),
  role,
  is_active: z.boolean(),
  email_alerts: z.boolean().describe('told of hot leads by mail as well'),
  last_login_at: timestamp.nullable(),
  created_at: timestamp,
  updated_at: timestamp,
})
export type User = z.infer<typeof user>

export const registerInput = z.strictObject({
  email,
  username,
  full_name: text(120),
  password: newPassword,
  role: role.optional(),
})
export type RegisterInput = z.output<typeof registerInput>

const identity = z
  .string()
  .max(254, 'must be at most 254 characters')
  .refine(
    (value) => !value.includes('\u0000') && value.isWellFormed(),
    'must be well-formed text without NUL',
  )

/** Sign-in takes one identity under any of three keys: an e-mail if it contains `@`, else a username (C08). */
export const loginInput = z
  .strictObject({
    username: identity.optional(),
    email: identity.optional(),
    identifier: identity.optional(),
    password: z.string().min(1, 'must not be empty').max(1000),
  })
  .refine((value) => value.identifier ?? value.email ?? value.username, {
    path: ['username'],
    message: 'is required',
  })
export type LoginInput = z.output<typeof loginInput>

/** Both spellings, so that every kind of client finds its own (C09). */
export const session = z.object({
  access_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.int().describe('seconds until the access token expires'),
  refresh_token: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  user,
})
export type Session = z.infer<typeof session>

export const refreshInput = z
  .strictObject({
    refreshToken: z.string().max(500).optional(),
    refresh_token: z.string().max(500).optional(),
  })
  .refine((value) => value.refreshToken ?? value.refresh_token, {
    path: ['refreshToken'],
    message: 'is required',
  })

export const me = user.extend({
  permissions: z.array(z.string()).describe('names of the endpoints this role may call'),
})
export type Me = z.infer<typeof me>

export const sessionInfo = z.object({
  id: uuid,
  created_at: timestamp,
  last_used_at: timestamp,
  expires_at: timestamp,
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  is_current: z.boolean(),
})

export const signInOptions = z.object({
  registration_open: z.boolean(),
  demo_users: z
    .array(z.object({ username: z.string(), full_name: z.string(), role, password: z.string() }))
    .describe('empty unless the demo data of the embedded database is in use'),
  support_email: z.string().nullable().describe('whom to ask for help, if the operators say so'),
})
export type SignInOptions = z.infer<typeof signInOptions>

export const register = defineEndpoint({
  name: 'register',
  summary: 'Create an account; open registration gives the role sales_rep',
  tag: 'auth',
  method: 'POST',
  path: '/auth/register',
  access: 'public',
  status: 201,
  body: registerInput,
  response: user,
})

export const signIn = defineEndpoint({
  name: 'signIn',
  summary: 'Sign in with username or e-mail (JSON or form)',
  tag: 'auth',
  method: 'POST',
  path: '/auth/login',
  access: 'public',
  body: loginInput,
  response: session,
})

export const refreshSession = defineEndpoint({
  name: 'refreshSession',
  summary: 'Exchange a refresh token for new tokens; a token that was exchanged before ends the session',
  tag: 'auth',
  method: 'POST',
  path: '/auth/refresh',
  access: 'public',
  body: refreshInput,
  response: session,
})

export const signOut = defineEndpoint({
  name: 'signOut',
  summary: 'End this session at once',
  tag: 'auth',
  method: 'POST',
  path: '/auth/logout',
  access: anyRole,
  status: 204,
})

export const getMe = defineEndpoint({
  name: 'getMe',
  summary: 'The signed-in user and what the role may call',
  tag: 'auth',
  method: 'GET',
  path: '/auth/me',
  access: anyRole,
  response: me,
})

export const listSessions = defineEndpoint({
  name: 'listSessions',
  summary: 'Own sessions that are still valid',
  tag: 'auth',
  method: 'GET',
  path: '/auth/sessions',
  access: anyRole,
  response: z.object({ items: z.array(sessionInfo) }),
})

export const endSession = defineEndpoint({
  name: 'endSession',
  summary: 'End one of the own sessions',
  tag: 'auth',
  method: 'DELETE',
  path: '/auth/sessions/:id',
  access: anyRole,
  status: 204,
  params: z.strictObject({ id: uuid }),
})

export const endAllSessions = defineEndpoint({
  name: 'endAllSessions',
  summary: 'Sign out everywhere, here too',
  tag: 'auth',
  method: 'DELETE',
  path: '/auth/sessions',
  access: anyRole,
  status: 204,
})

export const getSignInOptions = defineEndpoint({
  name: 'getSignInOptions',
  summary: 'What the sign-in page may offer',
  tag: 'auth',
  method: 'GET',
  path: '/auth/options',
  access: 'public',
  response: signInOptions,
})
