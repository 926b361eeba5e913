import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createQueryClient } from '../api/query-client.ts'
import { theme } from '../app/theme.ts'

/** Shows one component as it stands on a page, without the page. */
export function renderPart(part: ReactNode) {
  const queryClient = createQueryClient()
  render(
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} env="test">
        {part}
      </MantineProvider>
    </QueryClientProvider>,
  )
  return queryClient
}
