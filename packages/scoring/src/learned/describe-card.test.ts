import { describe, expect, it } from 'vitest'
import { randomDeals } from '../../test/random-deals.ts'
import { binWords, groupWords } from './describe-bins.ts'
import { describeCard } from './describe-card.ts'
import { binLabel, featureName } from './describe-feature.ts'
import { fitScorecard } from './fit-scorecard.ts'
import type { CardFeature } from './scorecard.ts'

function number(name: string, cuts: number[]): CardFeature {
  const bins = cuts.length + 2
  return {
    name,
    kind: 'numeric',
    cuts,
    levels: [],
    points: new Array(bins).fill(0),
    rows: new Array(bins).fill(1),
  }
}

function level(name: string, levels: string[]): CardFeature {
  const bins = levels.length + 2
  return {
    name,
    kind: 'categorical',
    cuts: [],
    levels,
    points: new Array(bins).fill(0),
    rows: new Array(bins).fill(1),
  }
}

describe('bins in words', () => {
  const views = number('activity.pricing_page_view.count', [1.5, 2.5, 5.5])
  const days = number('activity.pricing_page_view.days', [0.5, 1.5, 30])
  const size = number('company_size', [50, 200])
  const source = level('source', ['ads', 'referral'])
  const email = level('email_kind', ['business', 'free'])

  it.each([
    [views, 0, 'never', 'Pricing page not viewed'],
    [views, 1, 'up to 1', 'Pricing page viewed once'],
    [views, 2, 'exactly 2', 'Pricing page viewed 2 times'],
    [views, 3, 'from 3 to 5', 'Pricing page viewed 3 to 5 times'],
    [views, 4, '6 or more', 'Pricing page viewed 6 or more times'],
    [number('activity.call.count', [2.5]), 1, 'up to 2', 'Call held 1 to 2 times'],
    [days, 0, 'never', 'Pricing page never viewed'],
    [days, 1, 'up to 0', 'Pricing page last viewed today'],
    [days, 2, 'exactly 1', 'Pricing page last viewed 1 day ago'],
    [days, 3, 'from 2 to 30', 'Pricing page last viewed 2 to 30 days ago'],
    [days, 4, '31 or more', 'Pricing page last viewed 31 or more days ago'],
    [number('activity.podcast_listen.count', []), 1, 'any value', 'Podcast listen recorded 1 or more times'],
    [number('activity.call.days', [1.5]), 1, 'up to 1', 'Call last held up to 1 day ago'],
    [number('activity.call.days', []), 1, 'any value', 'Call held at some time'],
    [number('company_size', []), 1, 'any value', 'Company size known'],
    [size, 0, 'missing', 'Company size not known'],
    [size, 1, 'up to 50', 'Company size up to 50'],
    [size, 2, 'from 51 to 200', 'Company size 51 to 200'],
    [size, 3, '201 or more', 'Company size 201 or more'],
    [number('estimated_value', [1000, 25_000]), 2, 'from 1,001 to 25,000', 'Estimated value 1,001 to 25,000'],
    [number('metadata.loadTime', [0.25, 1.2]), 2, 'above 0.25 up to 1.2', 'Load time above 0.25 up to 1.2'],
    [number('metadata.loadTime', [0.25, 1.2]), 3, 'above 1.2', 'Load time above 1.2'],
    [source, 0, 'missing', 'Source not known'],
    [source, 1, 'other or rare', 'Source: other or rare'],
    [source, 3, 'referral', 'Source: referral'],
    [email, 3, 'free', 'E-mail address: private mailbox'],
    [level('metadata.trial_user', ['true']), 2, 'true', 'Trial user: yes'],
  ])('%#: bin %i', (feature, bin, words, label) => {
    expect(binWords(feature, bin)).toBe(words)
    expect(binLabel(feature, bin)).toBe(label)
  })

  it('join neighbouring bins and lists of levels', () => {
    expect(groupWords(views, [2, 3])).toBe('from 2 to 5')
    expect(groupWords(views, [3, 4])).toBe('3 or more')
    expect(groupWords(source, [1, 2, 3])).toBe('one of: ads, referral, other or rare')
    expect(groupWords(source, [0])).toBe('missing')
    const cities = level(
      'location',
      Array.from({ length: 12 }, (_, at) => `city ${at}`),
    )
    expect(
      groupWords(
        cities,
        Array.from({ length: 10 }, (_, at) => at + 2),
      ),
    ).toMatch(/^one of: city 0, .*city 7, 2 more$/)
  })

  it('name features for headings', () => {
    expect(featureName('company_size')).toBe('Company size')
    expect(featureName('activity.pricing_page_view.days')).toBe('Pricing page viewed: days ago')
  })
})

describe('describeCard', () => {
  const card = fitScorecard(randomDeals(3000, 11))
  const described = describeCard(card)

  it('has every term of the card, the most important first', () => {
    expect(described.features.map(({ name }) => name).toSorted()).toEqual(
      card.features.map(({ name }) => name).toSorted(),
    )
    expect(described.pairs).toHaveLength(card.pairs.length)
    for (const terms of [described.features, described.pairs]) {
      const sizes = terms.map(({ importance }) => importance)
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    }
  })

  it('describes every bin and every cell', () => {
    for (const { name, bins } of described.features) {
      const feature = card.features.find((one) => one.name === name)
      expect(bins.map(({ logOdds }) => logOdds)).toEqual(feature?.points)
      expect(bins.map(({ rows }) => rows)).toEqual(feature?.rows)
      expect(new Set(bins.map(({ words }) => words)).size).toBe(bins.length)
    }
    for (const { cells, firstWords, secondWords } of described.pairs) {
      expect(cells).toHaveLength(firstWords.length)
      for (const line of cells) expect(line).toHaveLength(secondWords.length)
    }
  })

  it('weighs what bins add by their rows', () => {
    const one = { ...level('source', ['ads']), points: [0, -1, 0.5], rows: [10, 10, 20] }
    const { features } = describeCard({ ...card, features: [one], pairs: [] })
    expect(features[0]?.importance).toBe(0.5)
  })
})
