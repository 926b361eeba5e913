import type { User } from '@leadglass/contracts/auth.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { UserListQuery } from '@leadglass/contracts/users.ts'
import type { Context } from '../context.ts'
import { pageFrom, readPage } from '../db/paging.ts'
import { listUsersByName } from './user-repository.ts'

const order = 'full_name'

export async function listUsers(ctx: Context, query: UserListQuery): Promise<Page<User>> {
  const request = readPage(query, order, 'text')
  const { rows, total } = await listUsersByName(ctx.db, query, request)
  return pageFrom(rows, total, request, order, (user) => user.full_name)
}
