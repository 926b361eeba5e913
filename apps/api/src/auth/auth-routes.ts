import * as contract from '@leadglass/contracts/auth.ts'
import type { FastifyRequest } from 'fastify'
import { signAccessToken } from '../http/access-token.ts'
import type { Api } from '../http/api.ts'
import { withFormBodies } from '../http/form-body.ts'
import { publicRoute, route } from '../http/route.ts'
import { endAllSessions } from './end-all-sessions.ts'
import { endSession } from './end-session.ts'
import { getMe } from './get-me.ts'
import { getSignInOptions } from './get-sign-in-options.ts'
import { listSessions } from './list-sessions.ts'
import { refreshSession } from './refresh-session.ts'
import { register } from './register.ts'
import { presentSession, presentSessionInfo } from './session-presenter.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import type { StartedSession } from './start-session.ts'

export function authRoutes(api: Api): void {
  const { config, sessions } = api.deps

  publicRoute(
    api,
    contract.register,
    (ctx, { body }, { request }) =>
      register(ctx, { config, bootstrapToken: headerOf(request, 'x-admin-bootstrap-token') }, body),
    { config: { readsActor: true } },
  )
  withFormBodies(api, (formApi) =>
    publicRoute(formApi, contract.signIn, async (ctx, { body }) =>
      present(api, await signIn(ctx, api.deps, body)),
    ),
  )
  publicRoute(api, contract.refreshSession, async (ctx, { body }) =>
    present(api, await refreshSession(ctx, api.deps, body.refreshToken ?? body.refresh_token ?? '')),
  )
  publicRoute(api, contract.getSignInOptions, (ctx) => getSignInOptions(ctx, config))
  route(api, contract.signOut, (ctx) => signOut(ctx, sessions))
  route(api, contract.getMe, (ctx) => getMe(ctx))
  route(api, contract.listSessions, async (ctx) => ({
    items: (await listSessions(ctx)).map((row) => presentSessionInfo(row, ctx.actor.sessionId)),
  }))
  route(api, contract.endSession, (ctx, { params }) => endSession(ctx, sessions, params.id))
  route(api, contract.endAllSessions, (ctx) => endAllSessions(ctx, sessions))
}

function present({ fastify, deps }: Api, started: StartedSession): contract.Session {
  const { id, role } = started.user
  const accessToken = signAccessToken(fastify, { id, role, sessionId: started.sessionId })
  return presentSession(started, accessToken, deps.config.accessTokenMinutes * 60)
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
