import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import { renderPart } from '../test/render-part.tsx'
import { DialogError } from './dialog-error.tsx'

it('shows the request id of a fault, to be copied (R169)', async () => {
  const error = new ApiError({
    status: 500,
    type: 'internal',
    message: 'Something went wrong',
    requestId: 'req-7',
  })
  renderPart(<DialogError error={error} />)
  expect(await screen.findByRole('button', { name: 'Request ID req-7, copy' })).toBeVisible()
})

it('shows none where the form itself is to be mended', async () => {
  const error = new ApiError({ status: 409, type: 'conflict', message: 'Taken already', requestId: 'req-7' })
  renderPart(<DialogError error={error} />)
  expect(await screen.findByRole('alert')).toHaveTextContent('Taken already')
  expect(screen.queryByRole('button')).toBeNull()
})
