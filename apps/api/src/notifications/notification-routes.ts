import * as contract from '@leadglass/contracts/notifications.ts'
import { readAccessToken } from '../http/access-token.ts'
import type { Api } from '../http/api.ts'
import { type Http, route, streamRoute } from '../http/route.ts'
import { countUnreadNotifications } from './count-unread-notifications.ts'
import { listNotifications } from './list-notifications.ts'
import { readAllNotifications } from './read-all-notifications.ts'
import { readNotification } from './read-notification.ts'
import { streamNotifications } from './stream-notifications.ts'

export function notificationRoutes(api: Api): void {
  const { streams } = api.deps
  // A closing server waits for open answers.
  api.fastify.addHook('preClose', async () => streams.close())

  route(api, contract.listNotifications, (ctx, { query }) => listNotifications(ctx, query))
  route(api, contract.countUnreadNotifications, (ctx) => countUnreadNotifications(ctx))
  route(api, contract.readNotification, (ctx, { params }) => readNotification(ctx, params.id))
  route(api, contract.readAllNotifications, (ctx) => readAllNotifications(ctx))
  streamRoute(
    api,
    contract.streamNotifications,
    (ctx, _input, http) => streamNotifications(ctx, streams, streamRequest(http)),
    // An answer without an end has no HEAD.
    { exposeHeadRoute: false },
  )
}

function streamRequest({ request, reply }: Http) {
  return {
    headers: request.headers,
    tokenExpiresAt: new Date(readAccessToken(request).exp * 1000),
    takeOver: () => {
      reply.hijack()
      return { raw: reply.raw, headers: reply.getHeaders() as Record<string, string> }
    },
  }
}
