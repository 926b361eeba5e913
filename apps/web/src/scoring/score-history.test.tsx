import type { ScoreChange } from '@leadglass/contracts/scoring.ts'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, pageOf, rosa, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { changeOn, comparison, plainScore } from '../test/scores.ts'
import { ScoreHistory } from './score-history.tsx'
import type { WhySpan } from './since-choices.ts'

const path = `/api/leads/${acme.id}`
const first = changeOn(1, { old_score: null, old_classification: null, trigger: 'created', model_version: 2 })
const turned = changeOn(9, {
  old_score: 47,
  new_score: 62,
  new_classification: 'warm',
  win_probability: 0.31,
})
const rules = changeOn(14, {
  old_score: 62,
  new_score: 55,
  old_classification: 'warm',
  new_classification: 'warm',
  trigger: 'model',
  model_version: 4,
})
const links = { onShowActivities: vi.fn(), onShowField: vi.fn() }

function History() {
  const [why, setWhy] = useState<WhySpan | null>(null)
  return (
    <ScoreHistory
      lead={{ id: acme.id, created_at: first.created_at }}
      assignedAt="2026-11-05T10:00:00.000Z"
      thresholds={plainScore.thresholds}
      why={why}
      onWhy={setWhy}
      {...links}
    />
  )
}

function open(changes: ScoreChange[]) {
  const seen = fakeServer({
    [`GET ${path}/score-history`]: { body: pageOf(changes) },
    [`GET ${path}/score-comparison`]: { body: comparison },
    [`GET ${path}/score-at`]: {
      body: {
        ...plainScore,
        terms: [
          {
            group: 'demographic_fit',
            rule: 'title',
            label: 'Decides',
            points: 13,
            evidence: { kind: 'unknown' },
          },
        ],
      },
    },
  })
  renderPart(<History />)
  const compared = () =>
    seen
      .map(({ url }) => new URL(url))
      .filter(({ pathname }) => pathname.endsWith('/score-comparison'))
      .map(({ searchParams }) => Object.fromEntries(searchParams))
  return { seen, compared }
}

const curve = () => screen.findByRole('slider', { name: /^Score over time/ })

describe('the history of a score', () => {
  beforeEach(() => {
    startSession(sessionOf(rosa))
  })

  it('reads its points by the keyboard, with class, cause and time', async () => {
    open([rules, turned, first])
    const slider = await curve()
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^55 Warm · −7 Version 4 scored it/),
    )
    slider.focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^62 Warm · \+15 Had a call/))
    await userEvent.keyboard('{Home}')
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^47 Cold · The lead was created/))
    await userEvent.keyboard('{ArrowLeft}{End}')
    expect(slider).toHaveAttribute('aria-valuenow', '3')
  })

  it('marks the change of class with its word, and the version that was published', async () => {
    open([rules, turned, first])
    const slider = await curve()
    expect(within(slider).getByText('Warm')).toBeInTheDocument()
    expect(within(slider).getByText('Version 4')).toBeInTheDocument()
    expect(within(slider).getByText('Warm from 50')).toBeInTheDocument()
  })

  it('explains the move between two points chosen on the curve, whichever comes first', async () => {
    const { compared } = open([rules, turned, first])
    const slider = await curve()
    slider.focus()
    await userEvent.keyboard('{Enter}')
    expect(screen.getByText(/^Now choose the other point/)).toBeInTheDocument()
    await userEvent.keyboard('{Home}{Enter}')
    expect(await screen.findByText(comparison.sentence)).toBeInTheDocument()
    expect(compared()).toEqual([{ from: first.id, to: rules.id }])
    expect(screen.getByRole('heading', { name: 'Why did it move?' })).toHaveFocus()
  })

  it('lists every part with its cause, before and after, and what happened in between', async () => {
    open([turned, first])
    await userEvent.click(await screen.findByRole('button', { name: 'Since before it turned warm' }))
    const panel = await screen.findByRole('region', { name: 'Why did it move?' })
    const rows = (await within(panel).findAllByRole('row')).map((row) => row.textContent)
    expect(rows).toEqual([
      'What movedCauseBefore → afterPoints',
      'Asked for a demoBuying signals New activity– → +15+15',
      'Decides about purchasesFit Field changed+5 → +10+5',
      'Visited the websiteEngagement Faded with time+6 → +4−2',
      'Together+18',
    ])
    expect(within(panel).getByText(/31 % to be won/)).toBeInTheDocument()
    await userEvent.click(within(panel).getByRole('button', { name: 'Asked for a demo' }))
    expect(links.onShowActivities).toHaveBeenCalledWith({
      type: 'demo_request',
      label: 'Asked for a demo',
      ids: [comparison.activities[0]?.id],
    })
    expect(within(panel).getByText(/Buyer → VP Sales/)).toBeInTheDocument()
    await userEvent.click(within(panel).getByRole('button', { name: 'Job title' }))
    expect(links.onShowField).toHaveBeenCalledWith('title')
    await userEvent.click(within(panel).getByRole('button', { name: 'Close the explanation' }))
    expect(screen.queryByRole('region', { name: 'Why did it move?' })).not.toBeInTheDocument()
  })

  it('explains since yesterday, Monday and the assignment with one click', async () => {
    const { compared } = open([turned, first])
    for (const name of [/^Since yesterday/, /^Since (last )?Monday/, /^Since assigned/]) {
      await userEvent.click(await screen.findByRole('button', { name }))
    }
    await waitFor(() => expect(compared()).toHaveLength(3))
    expect(compared().every(({ from, to }) => from?.includes('T') && to === undefined)).toBe(true)
    expect(compared()[2]?.from).toBe('2026-11-05T10:00:00.000Z')
  })

  it('explains one change, and of the first what it was made of', async () => {
    const { compared } = open([turned, first])
    const changes = await screen.findByRole('list', { name: 'Every change of the score' })
    const [newest, oldest] = within(changes).getAllByRole('listitem')
    expect(newest).toHaveTextContent(/Cold before · .* · 31 % to be won · version 3/)
    await userEvent.click(within(newest!).getByRole('button', { name: 'Why?' }))
    expect(await screen.findByText(comparison.sentence)).toBeInTheDocument()
    expect(compared()).toEqual([{ from: '2026-11-09T09:59:59.999Z', to: turned.id }])
    await userEvent.click(within(oldest!).getByRole('button', { name: 'Why?' }))
    expect(await screen.findByText(/^The lead began cold with 47 on/)).toBeInTheDocument()
    expect(screen.getByText('Decides')).toBeInTheDocument()
  })

  it('says so when the lead had no score yet', async () => {
    fakeServer({
      [`GET ${path}/score-history`]: { body: pageOf([turned, first]) },
      [`GET ${path}/score-comparison`]: refusal(404, 'not_found', 'Score not found'),
    })
    renderPart(<History />)
    await userEvent.click(await screen.findByRole('button', { name: 'Since assigned' }))
    expect(await screen.findByText('The lead had no score at that time.')).toBeInTheDocument()
  })

  it('shows a lead whose score never moved', async () => {
    open([first])
    expect(await curve()).toHaveAttribute('aria-valuemax', '1')
    expect(screen.getByText('The score has not moved since the lead was created')).toBeInTheDocument()
  })

  it('asks for older pages of a long history only when the range needs them', async () => {
    const recent = (from: number) =>
      Array.from({ length: 100 }, (_, at) =>
        changeOn(1, {
          id: `00000000-0000-7000-8000-${String(from + at).padStart(12, '0')}`,
          // Half a day off, so that none lies on the edge of the range.
          created_at: new Date(Date.now() - (from + at + 0.5) * 86_400_000).toISOString(),
        }),
      )
    const seen = fakeServer({
      [`GET ${path}/score-history`]: ({ url }) =>
        new URL(url).searchParams.has('cursor')
          ? { body: pageOf(recent(100), { total: 200 }) }
          : { body: pageOf(recent(0), { total: 200, next_cursor: 'older' }) },
    })
    renderPart(<History />)
    expect(await curve()).toHaveAttribute('aria-valuemax', '31')
    expect(seen).toHaveLength(1)
    await userEvent.click(screen.getByRole('radio', { name: 'All' }))
    await waitFor(async () => expect(await curve()).toHaveAttribute('aria-valuemax', '200'))
    expect(seen).toHaveLength(2)
  })
})
