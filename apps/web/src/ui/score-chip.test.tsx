import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ScoreChip } from './score-chip.tsx'

it.each([
  ['hot', 83, '83Hot'],
  ['warm', 55, '55Warm'],
  ['cold', 0, '0Cold'],
] as const)('says %s in words beside the number', (classification, score, words) => {
  render(
    <p>
      <ScoreChip score={score} classification={classification} />
    </p>,
  )
  expect(screen.getByText(String(score)).parentElement).toHaveTextContent(words)
})
