import type { LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { renderPart } from '../test/render-part.tsx'
import { blendedScore, plainScore } from '../test/scores.ts'
import { ScoreCard, type ScoreMove } from './score-card.tsx'
import type { EvidenceLinks } from './score-term-row.tsx'

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
  ...plainScore,
  terms,
  group_caps: { ...plainScore.group_caps, demographic_fit: 13 },
}

type CardProps = { score: LeadScore; move: ScoreMove | null; links: EvidenceLinks }

function Card({ links, ...props }: CardProps) {
  const [openTerm, setOpenTerm] = useState<ScoreTerm | null>(null)
  return <ScoreCard {...props} {...links} openTerm={openTerm} onOpenTerm={setOpenTerm} />
}

function show(shown: LeadScore, move: ScoreMove | null = null) {
  const links = { onShowActivities: vi.fn(), onShowField: vi.fn() }
  renderPart(<Card score={shown} move={move} links={links} />)
  return links
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

  it('says in plain words what a term rests on, and leads to its activities or its field', async () => {
    const { onShowActivities, onShowField } = show(score)
    const button = screen.getByRole('button', { name: 'Viewed the pricing page +14' })
    await userEvent.click(button)
    expect(button.closest('li')).toHaveTextContent(
      '5 of 12 counted · 3 points each when new · newest 3 days ago · halves every 45 days',
    )
    await userEvent.click(screen.getByRole('button', { name: 'Show in the timeline' }))
    expect(onShowActivities).toHaveBeenCalledWith({
      type: 'pricing_page_view',
      label: 'Viewed the pricing page',
      ids: ['a1', 'a2'],
    })
    await userEvent.click(screen.getByRole('button', { name: 'Decides about purchases +19' }))
    expect(screen.getByText('Job title: VP Sales')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Show Job title in the details' }))
    expect(onShowField).toHaveBeenCalledWith('title')
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

  it('says nothing of chances and learning where only rules speak', () => {
    show(score)
    expect(screen.queryByText(/to be won/)).not.toBeInTheDocument()
    expect(screen.queryByText(/learned/)).not.toBeInTheDocument()
  })
})

describe('the score card of a version with a learned part', () => {
  const learned: ScoreTerm = {
    group: 'engagement',
    rule: 'learned:activity.call.count',
    label: 'Call held 2 to 3 times',
    points: 12,
    evidence: {
      kind: 'learned',
      fields: [{ field: 'activity.call.count', value: 2, bin: 'from 2 to 3' }],
      logOdds: 0.59,
      rows: 60,
      activityIds: ['c1', 'c2'],
    },
  }
  const pair: ScoreTerm = {
    ...learned,
    rule: 'learned:activity.call.days*source',
    label: 'Call last held 3 days ago, together with: Source: referral',
    points: 0,
    evidence: {
      kind: 'learned',
      fields: [
        { field: 'activity.call.days', value: 3.2, bin: 'up to 7' },
        { field: 'source', value: 'referral', bin: 'referral' },
      ],
      logOdds: -0.26,
      rows: null,
      activityIds: ['c2'],
    },
  }

  it('shows the chance with the deals that bear it out, and how much was learned from how many', () => {
    show(blendedScore)
    expect(screen.getByText('31 % to be won').closest('p')).toHaveTextContent(
      '31 % to be won, like 4 of 13 past deals that were given about this chance',
    )
    expect(screen.getByText(/62 % learned from 812 deals · 38 % rules/)).toBeInTheDocument()
    expect(screen.getByText('31 + 12 − 4 + 23 = 62')).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Starting point' })).toBeInTheDocument()
  })

  it('names no deals where none were given about this chance', () => {
    show({ ...blendedScore, win_probability: 0.004, learned: { ...blendedScore.learned!, alike: null } })
    expect(screen.getByText('Less than 1 % to be won').closest('p')).toHaveTextContent(
      /^Less than 1 % to be won$/,
    )
  })

  it('says where a lead lies in what was learned, how many deals lie there, and leads to what is behind', async () => {
    const { onShowActivities, onShowField } = show({ ...blendedScore, terms: [learned, pair] })
    await userEvent.click(screen.getByRole('button', { name: 'Call held 2 to 3 times +12' }))
    expect(
      screen.getByText(
        'Had a call, how often: 2 times (from 2 to 3) · 60 past deals like this · odds of winning × 1.8',
      ),
    ).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Show in the timeline' }))
    expect(onShowActivities).toHaveBeenCalledWith({ type: 'call', label: learned.label, ids: ['c1', 'c2'] })
    await userEvent.click(screen.getByRole('button', { name: /together with/ }))
    expect(
      screen.getByText(
        'Had a call, how long ago: 3 days ago (up to 7) · Source: referral · Learned from the two together · odds of winning ÷ 1.3',
      ),
    ).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Show Source in the details' }))
    expect(onShowField).toHaveBeenCalledWith('source')
  })

  it('folds what adds nothing until it is asked for', async () => {
    const silent = ['a', 'b', 'c'].map((name) => ({
      ...learned,
      rule: `learned:${name}`,
      label: `Field ${name}`,
      points: 0,
    }))
    show({ ...blendedScore, terms: [learned, ...silent] })
    expect(screen.queryByRole('button', { name: 'Field b 0' })).not.toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Show 3 more that add 0 here' }))
    expect(screen.getByRole('button', { name: 'Field b 0' })).toBeInTheDocument()
  })
})
