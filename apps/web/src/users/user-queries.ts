import {
  type CreateUserInput,
  createUser,
  listUsers,
  type UpdateProfileInput,
  type UpdateUserInput,
  type UserListQuery,
  updateProfile,
  updateUser,
} from '@leadglass/contracts/users.ts'
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { currentSession, replaceSessionUser } from '../api/session.ts'

export type UserFilters = { search?: string; role?: UserListQuery['role']; is_active?: 'true' | 'false' }

/** The team by name, page after page. */
export function usersQuery(filters: UserFilters = {}) {
  return infiniteQueryOptions({
    queryKey: [listUsers.name, filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        listUsers,
        { query: { ...filters, per_page: '50', ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

/** Active reps for owner pickers: the first hundred, by name. */
export function repsQuery() {
  return queryOptions({
    queryKey: [listUsers.name, 'reps'],
    queryFn: async ({ signal }) => {
      const query = { role: 'sales_rep', is_active: 'true', per_page: '100' } as const
      return (await call(listUsers, { query }, { signal })).items
    },
    staleTime: 60_000,
  })
}

function invalidateUsers(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [listUsers.name] })
}

export function useCreateUser() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateUserInput) => call(createUser, { body }),
    onSuccess: () => invalidateUsers(queryClient),
  })
}

export function useUpdateUser() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: UpdateUserInput & { id: string }) =>
      call(updateUser, { params: { id }, body }),
    onSuccess: (user) => {
      if (user.id === currentSession()?.user.id) replaceSessionUser(user)
      return invalidateUsers(queryClient)
    },
  })
}

export function useUpdateProfile() {
  return useMutation({
    mutationFn: (body: UpdateProfileInput) => call(updateProfile, { body }),
    onSuccess: replaceSessionUser,
  })
}
