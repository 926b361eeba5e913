import type { QueryClient } from '@tanstack/react-query'
import { currentSession, onSessionChange } from '../api/session.ts'

/**
 * Signing in or out, here or in another tab: nothing of the former person stays on the screen or in the cache, and the
 * guards of the routes decide anew where to go. Answers the way to stop.
 */
export function followSession(
  queryClient: QueryClient,
  router: { invalidate: () => Promise<void> },
): () => void {
  let userId = currentSession()?.user.id
  return onSessionChange(() => {
    const nextUserId = currentSession()?.user.id
    if (nextUserId === userId) return
    userId = nextUserId
    queryClient.clear()
    void router.invalidate()
  })
}
