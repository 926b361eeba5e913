import type { LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { renderPart } from '../test/render-part.tsx'
import { ScoreCard, type ScoreMove } from './score-card.tsx'

const views: ScoreTerm = {
  group: 'buying_signals',
  rule: 'pricing-page-view',
  label: 'Viewed the pricing page',
  points: 14,
  evidence: {
    kind: 'activities',
    activity: 'pricing_page_view',
    activityIds: ['a1', 'a2'],
    count: 12,
    counted: 5,
    pointsEach: 3,
    newestAgeInDays: 3.4,
    halfLifeInDays: 45,
  },
}

const terms: ScoreTerm[] = [
  {
    group: 'engagement',
    rule: 'website-visit',
    label: 'Visited the website',
    points: 35,
    evidence: { ...views.evidence, activity: 'website_visit' } as ScoreTerm['evidence'],
  },
  {
    group: 'engagement',
    rule: 'unsubscribed',
    label: 'Unsubscribed from e-mails',
    points: -15,
    evidence: { ...views.evidence, activity: 'unsubscribed', halfLifeInDays: null } as ScoreTerm['evidence'],
  },
  {
    group: 'engagement',
    rule: 'email-open',
    label: 'Opened an e-mail',
    points: 0,
    evidence: { ...views.evidence, activity: 'email_open' } as ScoreTerm['evidence'],
  },
  views,
  {
    group: 'demographic_fit',
    rule: 'title',
    label: 'Decides about purchases',
    points: 19,
    evidence: { kind: 'field', field: 'title', value: 'VP Sales' },
  },
  {
    group: 'demographic_fit',
    rule: 'limit:demographic_fit',
    label: 'Limit of the group',
    points: -6,
    evidence: { kind: 'limit', limit: 13, before: 19.0312 },
  },
]

const score: LeadScore = {
  lead_id: '00000000-0000-7000-8000-0000000000a1',
  total_score: 47,
  classification: 'cold',
  breakdown: { engagement: 20, buying_signals: 14, demographic_fit: 13 },
  win_probability: null,
  learned_weight: 0,
  learned: null,
  terms,
  group_caps: { engagement: 40, buying_signals: 40, demographic_fit: 13 },
  thresholds: { hot: 80, warm: 50 },
  scored_at: '2026-11-22T09:00:00.000Z',
  model: { id: '00000000-0000-7000-8000-0000000000d1', version: 3, name: 'B2B sales' },
}

type CardProps = { score: LeadScore; move: ScoreMove | null; onShowActivities: () => void }

function Card(props: CardProps) {
  const [openTerm, setOpenTerm] = useState<ScoreTerm | null>(null)
  return <ScoreCard {...props} openTerm={openTerm} onOpenTerm={setOpenTerm} />
}

function show(shown: LeadScore, move: ScoreMove | null = null) {
  const onShowActivities = vi.fn()
  renderPart(<Card score={shown} move={move} onShowActivities={onShowActivities} />)
  return onShowActivities
}

/** The signed number at the end of a line, as a reader sees it. */
function pointsOf(line: HTMLElement): number {
  const [, sign, digits] = /([+−]?)(\d+)\D*$/.exec(line.textContent ?? '') ?? []
  return Number(digits) * (sign === '−' ? -1 : 1)
}

describe('the score card', () => {
  it('shows the groups as a sum that makes the number', () => {
    show(score)
    expect(screen.getByText('20 + 14 + 13 = 47')).toBeInTheDocument()
    expect(screen.getByText('Cold')).toBeInTheDocument()
    expect(screen.getByText('Warm from 50, hot from 80 · 3 points to warm')).toBeInTheDocument()
    expect(screen.getByText(/B2B sales · version 3/)).toBeInTheDocument()
  })

  it('lists terms that sum to their group, those of 0 points, negative ones and limits included', () => {
    show(score)
    for (const [name, together] of [
      ['Engagement', 20],
      ['Buying signals', 14],
      ['Fit', 13],
    ] as const) {
      const lines = within(screen.getByRole('region', { name })).getAllByRole('listitem')
      expect(lines.map((line) => pointsOf(within(line).getByRole('button'))).reduce((a, b) => a + b)).toBe(
        together,
      )
    }
    expect(screen.getByRole('button', { name: 'Opened an e-mail 0' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Unsubscribed from e-mails −15' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Limit of the group −6' })).toBeInTheDocument()
  })

  it('says in plain words what a term rests on, and shows its activities', async () => {
    const onShowActivities = show(score)
    const button = screen.getByRole('button', { name: 'Viewed the pricing page +14' })
    await userEvent.click(button)
    expect(button.closest('li')).toHaveTextContent(
      '5 of 12 counted · 3 points each when new · newest 3 days ago · halves every 45 days',
    )
    await userEvent.click(screen.getByRole('button', { name: 'Show in the timeline' }))
    expect(onShowActivities).toHaveBeenCalledWith(views)
    await userEvent.click(screen.getByRole('button', { name: 'Decides about purchases +19' }))
    expect(screen.getByText('Job title: VP Sales')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Limit of the group −6' }))
    expect(screen.getByText('The terms of fit made 19; the limit is 13')).toBeVisible()
  })

  it('shows a lead without any term as 0 + 0 + 0 = 0', () => {
    const nothing = { engagement: 0, buying_signals: 0, demographic_fit: 0 }
    show({ ...score, total_score: 0, breakdown: nothing, terms: [] })
    expect(screen.getByText('0 + 0 + 0 = 0')).toBeInTheDocument()
    expect(screen.getAllByText('Nothing counts here yet')).toHaveLength(3)
  })

  it('subtracts a group below nothing', () => {
    const breakdown = { engagement: 12, buying_signals: -10, demographic_fit: 13 }
    show({ ...score, total_score: 15, breakdown })
    expect(screen.getByText('12 − 10 + 13 = 15')).toBeInTheDocument()
  })

  it('tells what moved it just now', () => {
    show(score, { id: 'a9', points: 3, label: 'Viewed the pricing page' })
    expect(screen.getByRole('status')).toHaveTextContent('+3: Viewed the pricing page')
  })
})
