import {
  endSession,
  getSignInOptions,
  type LoginInput,
  listSessions,
  type RegisterInput,
  register,
  signIn,
  signOut,
} from '@leadglass/contracts/auth.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { forgetSession, startSession } from '../api/session.ts'
import { paths } from '../app/paths.ts'

export function signInOptionsQuery() {
  return queryOptions({
    queryKey: [getSignInOptions.name],
    queryFn: ({ signal }) => call(getSignInOptions, {}, { signal }),
    staleTime: 60_000,
  })
}

export function useSignIn() {
  return useMutation({
    mutationFn: (body: LoginInput) => call(signIn, { body }),
    onSuccess: startSession,
  })
}

/** Registers and signs in with the same words, so that nobody has to type them twice. */
export function useRegister() {
  return useMutation({
    mutationFn: async (body: RegisterInput) => {
      await call(register, { body })
      return call(signIn, { body: { username: body.username, password: body.password } })
    },
    onSuccess: startSession,
  })
}

/** This device forgets the session even when the server cannot be told. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut),
    onSettled: () => {
      forgetSession()
      // A fresh document: nothing of the person is left in memory, and the next one starts at their own first page.
      window.location.assign(paths.signIn)
    },
  })
}

/** Where the signed-in person is signed in. */
export function sessionsQuery() {
  return queryOptions({
    queryKey: [listSessions.name],
    queryFn: ({ signal }) => call(listSessions, {}, { signal }),
  })
}

export function useEndSessions() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(ids.map((id) => call(endSession, { params: { id } }))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [listSessions.name] }),
  })
}
