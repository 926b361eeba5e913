import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient } from '../api/query-client.ts'
import { currentSession, onSessionChange } from '../api/session.ts'
import { Providers } from './providers.tsx'
import { createAppRouter } from './routes.tsx'

const queryClient = createQueryClient()
const router = createAppRouter(queryClient)

// Signing out here or in another tab, or becoming somebody else: nothing of the former person may stay on the screen.
let userId = currentSession()?.user.id
onSessionChange(() => {
  const nextUserId = currentSession()?.user.id
  if (nextUserId === userId) return
  userId = nextUserId
  queryClient.clear()
  void router.invalidate()
})

export function App() {
  return (
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  )
}
