import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { wilsonInterval } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import { cardSentence } from './card-sentence.ts'

type Class = ReportCard['classes'][number]

const hotOf = (won: number, rows: number): Class => ({
  ...{ classification: 'hot', rows, won },
  rate: rows === 0 ? null : won / rows,
  interval: wilsonInterval(won, rows),
})
const card = (rows: number, won: number, hot: Class | null, more: object = {}) => ({
  ...{ rows, won, waiting: 0, rows_capped: false, classes: hot ? [hot] : [] },
  ...more,
})

describe('cardSentence', () => {
  it.each([
    [
      card(400, 67, hotOf(42, 120)),
      'Of 120 hot leads 42 were won (35 %, 27–44 %): 3.9 times as many as of the rest.',
    ],
    [
      card(400, 67, hotOf(1, 1)),
      'Of 1 hot lead 1 was won (100 %, 21–100 %): 6.0 times as many as of the rest.',
    ],
    [card(400, 100, hotOf(0, 60)), 'Of 60 hot leads none was won (0 %, 0–6 %); of the rest 29 % were won.'],
    [
      card(400, 100, hotOf(5, 60)),
      'Of 60 hot leads 5 were won (8.3 %, 3.6–18 %): 0.30 times as many as of the rest.',
    ],
    [
      card(400, 60, hotOf(60, 100)),
      'Of 100 hot leads 60 were won (60 %, 50–69 %); of the rest 0 % were won.',
    ],
    [
      card(200, 60, hotOf(60, 200)),
      'Of 200 hot leads 60 were won (30 %, 24–37 %); there are no others to compare them with.',
    ],
    [card(28_831, 3_000, hotOf(0, 0)), 'None of the 28,831 closed leads was hot; 10 % of them were won.'],
    [card(0, 0, null), 'Not enough outcomes yet (0 of 50 won, 0 of 50 lost).'],
    [card(114, 14, null), 'Not enough outcomes yet (14 of 50 won).'],
    [card(114, 100, null), 'Not enough outcomes yet (14 of 50 lost).'],
    [
      card(0, 0, null, { waiting: 1 }),
      'Not enough outcomes yet (0 of 50 won, 0 of 50 lost); one closed lead is still to be judged.',
    ],
    [
      card(0, 0, null, { waiting: 4_000 }),
      'Not enough outcomes yet (0 of 50 won, 0 of 50 lost); 4,000 closed leads are still to be judged.',
    ],
  ])('says of %j', (told, sentence) => {
    expect(cardSentence(told)).toBe(sentence)
  })

  it('says when not all were looked at', () => {
    const sentence = cardSentence(card(200_000, 9_000, hotOf(0, 0), { rows_capped: true }))
    expect(sentence).toMatch(
      /4\.5 % of them were won\. Only the newest 200,000 closed leads were looked at\.$/,
    )
  })
})
