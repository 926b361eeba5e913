import type { ImportResult } from '@leadglass/contracts/imports.ts'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '../api/api-error.ts'
import { startSession } from '../api/session.ts'
import { type UploadOptions, upload } from '../api/upload.ts'
import { fakeServer } from '../test/fake-server.ts'
import { marta, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'

vi.mock('../api/upload.ts')

const result: ImportResult = {
  id: null,
  dry_run: true,
  total_rows: 10,
  success_count: 6,
  created_count: 5,
  updated_count: 1,
  skipped_count: 1,
  error_count: 3,
  errors: [
    { row: 2, line: 3, field: 'email', message: 'must be a valid email' },
    { row: 5, line: 7, field: null, message: '<img src=x onerror=alert(1)>' },
    { row: 8, line: 10, field: 'estimated_value', message: 'must be a number' },
  ],
  mapping: { Name: 'name', Mail: 'email' },
  unmapped_columns: ['Favourite colour'],
  outcomes: { won: 0, lost: 0 },
  classes: { hot: 1, warm: 2, cold: 2 },
}

const file = new File(['Name,Mail,Favourite colour\n'], 'leads.csv', { type: 'text/csv' })
const answerWith = (body: unknown) => vi.mocked(upload).mockResolvedValueOnce(Response.json(body))

/** The options of the latest upload. */
function sentOptions(): unknown {
  const [{ form }] = vi.mocked(upload).mock.lastCall as [UploadOptions]
  return JSON.parse(String(form.get('options')))
}

beforeEach(() => {
  vi.mocked(upload).mockReset()
  startSession(sessionOf(marta))
  fakeServer({ 'GET /api/notifications/unread-count': { body: { count: 0 } } })
})

async function chooseFile() {
  renderApp('/import')
  await userEvent.upload(await screen.findByLabelText('CSV file'), file)
}

it('says before anything is saved what would happen to every row (R107)', async () => {
  answerWith(result)
  await chooseFile()
  const preview = await screen.findByRole('region', { name: 'What would happen' })
  expect(sentOptions()).toMatchObject({ dry_run: true })
  const counts = within(preview).getAllByRole('definition')
  expect(counts.map((count) => count.textContent)).toEqual(['5', '1', '1', '3'])
  expect(within(preview).getByText('1 hot')).toBeInTheDocument()
  const rows = within(preview).getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent)).toEqual([
    '3E-mailmust be a valid email',
    '7Row<img src=x onerror=alert(1)>',
    '10Valuemust be a number',
  ])
})

it('imports only what was checked', async () => {
  answerWith(result)
  await chooseFile()
  await userEvent.selectOptions(
    await screen.findByLabelText('Favourite colour becomes'),
    'Keep as a further field',
  )
  expect(screen.queryByRole('button', { name: /^Import \d/ })).not.toBeInTheDocument()

  answerWith({ ...result, unmapped_columns: [] })
  await userEvent.click(screen.getByRole('button', { name: 'Check' }))
  const importNow = await screen.findByRole('button', { name: 'Import 6 leads' })
  const mapping = { Name: 'name', Mail: 'email', 'Favourite colour': 'metadata.favourite_colour' }
  expect(sentOptions()).toEqual({ mapping, on_duplicate: 'skip', dry_run: true })

  answerWith({ ...result, id: 'i1', dry_run: false })
  await userEvent.click(importNow)
  expect(await screen.findByRole('heading', { name: '6 leads imported' })).toBeInTheDocument()
  expect(sentOptions()).toEqual({ mapping, on_duplicate: 'skip' })
  expect(screen.getByRole('link', { name: 'See the new leads' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/leads\?created_from=\d{4}-\d\d-\d\d&/),
  )
})

it('shows how many were won and lost, by the values that mean won', async () => {
  const history = { ...result, mapping: { Name: 'name', End: 'outcome' }, unmapped_columns: [] } as const
  answerWith({ ...history, outcomes: { won: 0, lost: 0 } })
  await chooseFile()
  const preview = await screen.findByRole('region', { name: 'What would happen' })
  expect(within(preview).getByText('0 won')).toBeInTheDocument()
  await userEvent.type(screen.getByLabelText('Outcomes that mean won'), 'Signed, gewonnen,')

  answerWith({ ...history, outcomes: { won: 2, lost: 4 } })
  await userEvent.click(screen.getByRole('button', { name: 'Check' }))
  expect(await within(preview).findByText('2 won')).toBeInTheDocument()
  expect(within(preview).getByText('4 lost')).toBeInTheDocument()
  expect(sentOptions()).toMatchObject({ history: { won_values: ['Signed', 'gewonnen'] } })

  await userEvent.selectOptions(screen.getByLabelText('End becomes'), 'Leave out')
  expect(screen.queryByLabelText('Outcomes that mean won')).not.toBeInTheDocument()
})

it('leads from a history to leads of any day', async () => {
  const history = { ...result, unmapped_columns: [], outcomes: { won: 2, lost: 4 } }
  answerWith(history)
  await chooseFile()
  answerWith({ ...history, id: 'i1', dry_run: false })
  await userEvent.click(await screen.findByRole('button', { name: 'Import 6 leads' }))
  const link = await screen.findByRole('link', { name: 'See the leads' })
  expect(link).toHaveAttribute('href', expect.stringMatching(/^\/leads\?(?!.*created_from)/))
})

it('asks which column is the name when none is called so', async () => {
  const message = '"mapping" needs a column for name, or a default name'
  vi.mocked(upload).mockRejectedValueOnce(
    new ApiError({ status: 400, type: 'import_mapping_invalid', message }),
  )
  answerWith({ ...result, mapping: { Mail: 'email' }, unmapped_columns: ['Who'] })
  await chooseFile()
  expect(await screen.findByLabelText('Who becomes')).toHaveDisplayValue('Leave out')
  expect(screen.queryByRole('button', { name: /^Import \d/ })).not.toBeInTheDocument()
})

it('says why a file cannot be read and takes another one', async () => {
  const message = 'The file is empty; the first line must name the columns'
  vi.mocked(upload).mockRejectedValueOnce(new ApiError({ status: 400, type: 'import_unreadable', message }))
  await chooseFile()
  expect(await screen.findByRole('alert')).toHaveTextContent(message)
  expect(screen.getByLabelText('CSV file')).toBeEnabled()
})
