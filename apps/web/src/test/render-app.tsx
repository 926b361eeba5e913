import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import { onTestFinished } from 'vitest'
import { createQueryClient } from '../api/query-client.ts'
import { followSession } from '../app/follow-session.ts'
import { createAppRouter } from '../app/routes.tsx'
import { theme } from '../app/theme.ts'

/** Opens the app at a path, as a browser would. */
export function renderApp(path: string) {
  const queryClient = createQueryClient()
  const router = createAppRouter(queryClient, createMemoryHistory({ initialEntries: [path] }))
  onTestFinished(followSession(queryClient, router))
  render(
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} env="test">
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>,
  )
  return router
}
