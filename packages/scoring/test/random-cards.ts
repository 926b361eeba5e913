import type { Direction } from '../src/learned/monotone-features.ts'
import type { CardFeature, CardPair, Scorecard } from '../src/learned/scorecard.ts'
import type { LearnedPart } from '../src/scoring-version.ts'

type Random = () => number
type Directions = Readonly<Record<string, Direction>>

const types = ['open', 'click', 'visit', 'bounce', 'demo', 'unknown', 'status_change']
const numbers = [
  'company_size',
  'metadata.tier',
  ...types.flatMap((type) => [`activity.${type}.count`, `activity.${type}.days`]),
]
const levels = ['title', 'email_kind', 'metadata.tier', 'source', 'name']
const knownLevels = ['VP Sales', 'student', 'business', 'free', 'true', '3']

const training: Scorecard['training'] = {
  rows: 1000,
  won: 300,
  seed: 1,
  signal: 'reliable',
  reason: 'made up',
  candidates: [],
  leftOut: [],
  calibration: { slope: 1, intercept: 0, by: 'nothing' },
}

/** A made-up scorecard whose features go the given ways; only free features are in pairs. */
export function randomCard(random: Random, monotone: Directions): Scorecard {
  const drawn = Array.from({ length: Math.floor(random() * 9) }, () =>
    random() < 0.7
      ? numeric(pick(numbers, random), random, monotone)
      : categorical(pick(levels, random), random),
  )
  const features = [...new Map(drawn.map((feature) => [feature.name, feature])).values()]
  const free = features.filter(({ name }) => !monotone[name])
  const pairs = free.slice(1).flatMap((second, at): CardPair[] => {
    const first = free[at]
    return first && random() < 0.5 ? [pairOf(first, second, random)] : []
  })
  return {
    format: 'leadglass-scorecard/1',
    candidate: 'ga2m',
    base: points(random),
    features,
    pairs,
    training,
  }
}

/** A card with a weight and a scale. */
export function randomPart(card: Scorecard, random: Random): LearnedPart {
  const scale = { pointsPerDoubling: 4 + 21 * random(), offset: 260 * random() - 60 }
  return { card, scale, weight: random() < 0.3 ? pick([0, 0.5, 1], random) : random() }
}

function numeric(name: string, random: Random, monotone: Directions): CardFeature {
  const [from, to] = name.startsWith('activity.') ? [0, 25] : [-10, 100]
  const places = Array.from(
    { length: Math.floor(random() * 6) },
    () => from + Math.floor(random() * (to - from)),
  )
  const cuts = [...new Set(places)].sort((a, b) => a - b).map((place) => place + 0.5)
  const own = Array.from({ length: cuts.length + 2 }, () => points(random))
  const [least = 0, ...rest] = own.toSorted((a, b) => a - b)
  const held = { increasing: [least, ...rest], decreasing: [least, ...rest.toReversed()] }
  const direction = monotone[name]
  return {
    name,
    kind: 'numeric',
    cuts,
    levels: [],
    points: direction ? held[direction] : own,
    rows: own.map((_, bin) => bin * 10),
  }
}

function categorical(name: string, random: Random): CardFeature {
  const own = Array.from({ length: knownLevels.length + 2 }, () => points(random))
  return {
    name,
    kind: 'categorical',
    cuts: [],
    levels: knownLevels,
    points: own,
    rows: own.map((_, bin) => bin),
  }
}

function pairOf(first: CardFeature, second: CardFeature, random: Random): CardPair {
  const groups = 1 + Math.floor(random() * 4)
  return {
    first: first.name,
    second: second.name,
    firstGroups: first.points.map((_, bin) => bin % groups),
    secondGroups: second.points.map((_, bin) => bin % groups),
    points: Array.from({ length: groups }, () => Array.from({ length: groups }, () => points(random))),
  }
}

function points(random: Random): number {
  return Math.round((6 * random() - 3) * 1e6) / 1e6
}

function pick<T>(from: readonly [T, ...T[]] | readonly T[], random: Random): T {
  const found = from[Math.floor(random() * from.length)]
  if (found === undefined) throw new RangeError('there is nothing to pick')
  return found
}
