import type { Me, Role } from '@leadglass/contracts/auth.ts'
import { allEndpoints } from '@leadglass/contracts/endpoint.ts'
import type { Context } from '../context.ts'
import { getUser } from '../users/get-user.ts'

/** The caller and the operations that the caller's role may call, so that the web app need not repeat the table. */
export async function getMe(ctx: Context): Promise<Me> {
  const user = await getUser(ctx, ctx.actor.id)
  return { ...user, permissions: permissionsOf(user.role) }
}

function permissionsOf(role: Role): string[] {
  return allEndpoints()
    .filter(({ access }) => access !== 'public' && access.includes(role))
    .map(({ name }) => name)
}
