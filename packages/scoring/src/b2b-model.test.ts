import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { b2bActivityRules } from './b2b-activity-rules.ts'
import { b2bFitRules } from './b2b-fit-rules.ts'
import { b2bModel } from './b2b-model.ts'
import { explainScore } from './explain-score.ts'
import type { ActivityFact, LeadFacts } from './lead-score.ts'
import { scoreLead } from './score-lead.ts'
import { scoringPresets } from './scoring-presets.ts'

const now = Date.UTC(2026, 5, 1)
const day = 86_400_000

const buyer = {
  title: 'VP of Engineering',
  company: 'Acme',
  company_size: 240,
  industry: 'Software',
  email: 'dana@acme.example',
  phone: '+1 555 0100',
}
const interest = { email_open: 3, email_click: 2, website_visit: 4, content_download: 1, email_reply: 1 }
const intent = { pricing_page_view: 4, demo_request: 1, form_submitted: 1 }
const allEngagement = {
  email_click: 9,
  email_open: 9,
  email_reply: 9,
  website_visit: 9,
  call: 9,
  whatsapp: 9,
}

describe('b2bModel', () => {
  it('is the default among the presets', () => {
    expect(scoringPresets.b2b).toBe(b2bModel)
    expect(b2bActivityRules.find((rule) => rule.id === 'demo-request')?.points).toBe(20)
    expect(b2bFitRules.find((rule) => rule.id === 'title-decision-maker')?.points).toBe(6)
  })

  it.each([
    ['nothing known, nothing done', {}, {}, 0, 'cold'],
    ['only fit', buyer, {}, 19, 'cold'],
    ['fit and interest', buyer, interest, 46, 'cold'],
    ['fit, interest and pricing', buyer, { ...interest, pricing_page_view: 4 }, 58, 'warm'],
    ['fit, interest and a demo', buyer, { ...interest, ...intent }, 86, 'hot'],
  ])('scores %s', (_name, fields, counts, total, classification) => {
    expect(scoreLead(b2bModel, lead(fields, counts), now)).toMatchObject({ total, classification })
  })

  it('raises a fresh lead by 3 for each of the first five looks at the pricing page', () => {
    const totals = [0, 1, 2, 3, 4, 5, 6].map(
      (looks) => scoreLead(b2bModel, lead(buyer, { pricing_page_view: looks }), now + 1000).total,
    )
    expect(totals).toEqual([19, 22, 25, 28, 31, 34, 34])
  })

  it('calls nobody hot who has no fit, or who signalled no intent', () => {
    const most = { ...allEngagement, content_download: 9, webinar_attended: 9 }
    const everything = { ...most, ...intent, pricing_page_view: 9, trial_signup: 9, meeting: 9 }
    expect(scoreLead(b2bModel, lead({}, everything), now)).toMatchObject({
      total: 79,
      classification: 'warm',
    })
    expect(scoreLead(b2bModel, lead(buyer, most), now)).toMatchObject({ total: 58, classification: 'warm' })
  })

  it('takes the signals of a competitor for nothing', () => {
    const rival = lead({ ...buyer, 'metadata.competitor': true }, { ...interest, ...intent })
    const score = explainScore(b2bModel, rival, now)
    expect(score.breakdown.buying_signals).toBe(0)
    expect(score.terms.find((term) => term.rule === 'competitor-flag')).toMatchObject({
      label: 'Works for a competitor',
      points: -100,
      evidence: { kind: 'field', field: 'metadata.competitor', value: true },
    })
  })

  it('takes points for unsubscribing, bounces and silence', () => {
    const score = (counts: Record<string, number>, later = 0) =>
      scoreLead(b2bModel, lead(buyer, counts), now + later * day).breakdown.engagement
    expect(score(interest)).toBe(27)
    expect(score({ ...interest, unsubscribed: 1 })).toBe(12)
    expect(score({ ...interest, email_bounced: 1 })).toBe(22)
    // 31 days: opens 3 → 1.08, clicks 6 → 2.93, visits 8 → 3.91, download and reply 10 → 6.99; silence −6
    expect(score(interest, 31)).toBe(9)
  })

  it('cools down when nothing happens', () => {
    const totals = [0, 30, 60, 90, 180, 360].map(
      (days) => scoreLead(b2bModel, lead(buyer, { ...interest, ...intent }), now + days * day).total,
    )
    expect(totals).toEqual([...totals].sort((left, right) => right - left))
    expect(totals.at(-1)).toBe(19)
  })

  it.each([
    [{ title: 'Working student' }, 0],
    [{ title: 'Sales Manager' }, 3],
    [{ title: 'Vice President, Sales' }, 6],
    [{ title: 'Co-founder & CEO' }, 6],
    [{ company_size: 9 }, 0],
    [{ company_size: 10 }, 3],
    [{ company_size: 999 }, 5],
    [{ company_size: 1000 }, 4],
    [{ email: 'a@gmail.com', phone: '1', company: 'Acme', source: 'Referral' }, 2],
    [{ estimated_value: 10_000 }, 2],
    [{ ...buyer, source: 'referral', estimated_value: 50_000 }, 20],
  ])('gives the fit of %j', (fields, fit) => {
    expect(scoreLead(b2bModel, lead(fields, {}), now).breakdown.demographic_fit).toBe(fit)
  })
})

function lead(fields: LeadFacts['fields'], counts: Readonly<Record<string, number>>): LeadFacts {
  const activities = Object.entries(counts).flatMap(([type, count]) =>
    Array.from(
      { length: count },
      (_none, index): ActivityFact => ({ id: `${type}-${index}`, type, at: now }),
    ),
  )
  return deepFreeze({ fields, activities, createdAt: now })
}
