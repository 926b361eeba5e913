import type { Session, User } from '@leadglass/contracts/auth.ts'
import { useSyncExternalStore } from 'react'

/**
 * Both tokens live in localStorage. A cookie would need the API on the same site and protection against forged
 * requests; here web app and API may stand on two Railway domains (R154). What makes storage acceptable is that no
 * foreign script can run: the content security policy allows scripts from our own origin only, none inline, and the
 * refresh token is worth one use (a second use ends the session, C07). The short-lived access token lies beside the
 * stronger one, so that a reload needs no extra round trip and all tabs share one refresh.
 */
const storageKey = 'leadglass-session'

export type StoredSession = {
  readonly accessToken: string
  readonly refreshToken: string
  /** By the clock of this machine, in ms. */
  readonly expiresAt: number
  readonly user: User
}

type Listener = () => void
const listeners = new Set<Listener>()

let current = read()

function read(): StoredSession | null {
  try {
    const text = localStorage.getItem(storageKey)
    return text === null ? null : (JSON.parse(text) as StoredSession)
  } catch {
    return null
  }
}

function write(session: StoredSession | null): void {
  current = session
  try {
    if (session === null) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, JSON.stringify(session))
  } catch {
    // Storage is blocked or full: the session lasts as long as this tab.
  }
  for (const listener of listeners) listener()
}

export function currentSession(): StoredSession | null {
  return current
}

/** What another tab wrote a moment ago may not have arrived as an event yet. */
export function rereadSession(): StoredSession | null {
  const stored = read()
  if (stored?.accessToken !== current?.accessToken) {
    current = stored
    for (const listener of listeners) listener()
  }
  return current
}

export function startSession(answer: Session): StoredSession {
  const session: StoredSession = {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresAt: Date.now() + answer.expires_in * 1000,
    user: answer.user,
  }
  write(session)
  return session
}

export function replaceSessionUser(user: User): void {
  if (current !== null) write({ ...current, user })
}

export function forgetSession(): void {
  write(null)
}

export function onSessionChange(listener: Listener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

window.addEventListener('storage', (event) => {
  if (event.key === storageKey || event.key === null) rereadSession()
})

export function useSession(): StoredSession | null {
  return useSyncExternalStore(onSessionChange, currentSession)
}

/** The signed-in user; only below the signed-in layout, which shows nothing without one. */
export function useCurrentUser(): User {
  const session = useSession()
  if (session === null) throw new Error('Nobody is signed in')
  return session.user
}
