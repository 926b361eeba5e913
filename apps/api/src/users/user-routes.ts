import * as contract from '@leadglass/contracts/users.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { createUser } from './create-user.ts'
import { getUser } from './get-user.ts'
import { listUsers } from './list-users.ts'
import { updateProfile } from './update-profile.ts'
import { updateUser } from './update-user.ts'

export function userRoutes(api: Api): void {
  const { sessions } = api.deps
  route(api, contract.listUsers, (ctx, { query }) => listUsers(ctx, query))
  route(api, contract.createUser, (ctx, { body }) => createUser(ctx, body))
  route(api, contract.getUser, (ctx, { params }) => getUser(ctx, params.id))
  route(api, contract.updateUser, (ctx, { params, body }) => updateUser(ctx, sessions, params.id, body))
  route(api, contract.updateProfile, (ctx, { body }) => updateProfile(ctx, api.deps, body))
}
