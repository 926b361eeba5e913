import * as contract from '@leadglass/contracts/system.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { getSystemStatus } from './get-system-status.ts'
import { runLoop } from './run-loop.ts'
import { sendTestEmail } from './send-test-email.ts'
import { presentSystemStatus } from './system-presenter.ts'

export function systemRoutes(api: Api): void {
  const { deps } = api
  route(
    api,
    contract.getSystemStatus,
    async (ctx) => presentSystemStatus(await getSystemStatus(ctx), deps, ctx.now),
    { config: { answersWithoutDatabase: true } },
  )
  route(api, contract.runLoop, (ctx, { params }) => runLoop(ctx, params.name))
  route(api, contract.sendTestEmail, (ctx) => sendTestEmail(ctx, deps.mailer, deps.config.environment))
}
