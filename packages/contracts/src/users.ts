import { z } from 'zod'
import { admins, anyRole, managers, newPassword, role, user, username } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { email, idParams, queryBoolean, text } from './fields.ts'
import { pageOf, pageQuery } from './paging.ts'

export const createUserInput = z.strictObject({
  email,
  username,
  full_name: text(120),
  role,
  password: newPassword,
})
export type CreateUserInput = z.output<typeof createUserInput>

export const updateUserInput = z
  .strictObject({
    email: email.optional(),
    full_name: text(120).optional(),
    role: role.optional(),
    is_active: z.boolean().optional(),
    password: newPassword.optional().describe('admin sets a new password; ends the sessions of the user'),
  })
  .refine((value) => Object.keys(value).length > 0, 'must change at least one field')
export type UpdateUserInput = z.output<typeof updateUserInput>

export const updateProfileInput = z
  .strictObject({
    full_name: text(120).optional(),
    current_password: z.string().max(1000).optional(),
    new_password: newPassword.optional(),
    email_alerts: z.boolean().optional().describe('whether hot leads are told of by mail as well'),
  })
  .refine((value) => value.new_password === undefined || value.current_password !== undefined, {
    path: ['current_password'],
    message: 'is required to set a new password',
  })
  .refine(
    ({ full_name, new_password, email_alerts }) => (full_name ?? new_password ?? email_alerts) !== undefined,
    'must change at least one field',
  )
export type UpdateProfileInput = z.output<typeof updateProfileInput>

export const userListQuery = pageQuery.extend({
  search: text(100).optional(),
  role: role.optional(),
  is_active: queryBoolean.optional(),
})
export type UserListQuery = z.output<typeof userListQuery>

export const listUsers = defineEndpoint({
  name: 'listUsers',
  summary: 'The team, by name',
  tag: 'users',
  method: 'GET',
  path: '/users',
  access: managers,
  query: userListQuery,
  response: pageOf(user),
})

export const createUser = defineEndpoint({
  name: 'createUser',
  summary: 'Create a user with any role',
  tag: 'users',
  method: 'POST',
  path: '/users',
  access: admins,
  status: 201,
  body: createUserInput,
  response: user,
})

export const getUser = defineEndpoint({
  name: 'getUser',
  summary: 'One user',
  tag: 'users',
  method: 'GET',
  path: '/users/:id',
  access: managers,
  params: idParams,
  response: user,
})

export const updateUser = defineEndpoint({
  name: 'updateUser',
  summary: 'Change name, e-mail, role, password or active; never takes away the last admin',
  tag: 'users',
  method: 'PATCH',
  path: '/users/:id',
  access: admins,
  params: idParams,
  body: updateUserInput,
  response: user,
})

export const updateProfile = defineEndpoint({
  name: 'updateProfile',
  summary: 'Change the own name, password or mails',
  tag: 'users',
  method: 'PATCH',
  path: '/auth/me',
  access: anyRole,
  body: updateProfileInput,
  response: user,
})
