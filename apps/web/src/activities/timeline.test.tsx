import type { Activity } from '@leadglass/contracts/leads.ts'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer } from '../test/fake-server.ts'
import { acme, pageOf, rosa, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { Timeline } from './timeline.tsx'

const path = `GET /api/leads/${acme.id}/activities`

function activity(parts: Partial<Activity>): Activity {
  return {
    id: crypto.randomUUID(),
    lead_id: acme.id,
    activity_type: 'call',
    description: null,
    occurred_at: '2026-03-04T10:00:00.000Z',
    points_awarded: 0,
    user: { id: rosa.id, full_name: rosa.full_name },
    created_at: '2026-03-04T10:00:00.000Z',
    ...parts,
  }
}

const nothing = { filter: null, onClearFilter: vi.fn(), markedIds: [], renderNote: () => null }

beforeEach(() => {
  startSession(sessionOf(rosa))
})

it('tells each activity as a sentence under its day, with the points it gave', () => {
  const recent = [
    activity({ activity_type: 'pricing_page_view', points_awarded: 3 }),
    activity({ activity_type: 'unsubscribed', points_awarded: -15, occurred_at: '2026-03-02T10:00:00.000Z' }),
  ]
  renderPart(<Timeline leadId={acme.id} recent={recent} {...nothing} />)
  const day = screen.getByRole('region', { name: 'Mar 4, 2026' })
  expect(within(day).getByText('Viewed the pricing page')).toBeInTheDocument()
  expect(within(day).getByText('+3')).toBeInTheDocument()
  const earlier = screen.getByRole('region', { name: 'Mar 2, 2026' })
  expect(within(earlier).getByText('−15')).toBeInTheDocument()
})

it('reads the steps of the pipeline and the hand-overs as they were written', () => {
  const recent = [
    activity({ activity_type: 'status_change', description: 'proposal → lost: no budget' }),
    activity({ activity_type: 'lead_transferred', description: 'Handed from Rosa to Tomás' }),
    activity({ activity_type: 'type_of_tomorrow' }),
  ]
  renderPart(<Timeline leadId={acme.id} recent={recent} {...nothing} />)
  expect(screen.getByText('Status: Proposal → Lost')).toBeInTheDocument()
  expect(screen.getByText('no budget')).toBeInTheDocument()
  expect(screen.getByText('Handed from Rosa to Tomás')).toBeInTheDocument()
  expect(screen.getByText('Type of tomorrow')).toBeInTheDocument()
})

it('marks the activities that a term counts', () => {
  const counted = activity({ activity_type: 'website_visit' })
  const recent = [counted, activity({ activity_type: 'website_visit' })]
  renderPart(<Timeline leadId={acme.id} recent={recent} {...nothing} markedIds={[counted.id]} />)
  expect(screen.getAllByText('counted')).toHaveLength(1)
})

it('asks for older entries only when somebody wants them', async () => {
  const recent = Array.from({ length: 20 }, () => activity({}))
  const old = activity({ activity_type: 'demo_request', occurred_at: '2025-01-01T10:00:00.000Z' })
  const seen = fakeServer({ [path]: { body: pageOf([...recent, old]) } })
  renderPart(<Timeline leadId={acme.id} recent={recent} {...nothing} />)
  expect(seen).toHaveLength(0)
  await userEvent.click(screen.getByRole('button', { name: 'Show older' }))
  expect(await screen.findByText('Asked for a demo')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Show older' })).not.toBeInTheDocument()
})

it('shows the activities of one type, however old, until that is taken back', async () => {
  const old = activity({ activity_type: 'webinar_attended', occurred_at: '2025-01-01T10:00:00.000Z' })
  const seen = fakeServer({ [path]: { body: pageOf([old]) } })
  const onClearFilter = vi.fn()
  const filter = { type: 'webinar_attended', label: 'Attended a webinar' } as const
  renderPart(
    <Timeline
      leadId={acme.id}
      recent={[activity({})]}
      {...nothing}
      filter={filter}
      onClearFilter={onClearFilter}
    />,
  )
  expect(await screen.findByText('Attended a webinar')).toBeInTheDocument()
  expect(screen.queryByText('Had a call')).not.toBeInTheDocument()
  expect(seen[0]?.url).toContain('activity_type=webinar_attended')
  await userEvent.click(screen.getByRole('button', { name: 'Show all activities' }))
  expect(onClearFilter).toHaveBeenCalled()
})

it('says what to do while nothing has happened', () => {
  renderPart(<Timeline leadId={acme.id} recent={[]} {...nothing} />)
  expect(screen.getByText('Nothing has happened yet')).toBeInTheDocument()
})
