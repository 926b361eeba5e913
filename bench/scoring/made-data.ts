import type { Column } from '@leadglass/scoring'
import { randomBy } from './random.ts'

/** Made-up deals with a real signal, for speed and robustness: numbers and levels in turn, some missing. */
export function makeDeals(rows: number, inputs: number, seed: number) {
  const random = randomBy(seed)
  const scores = new Float64Array(rows).fill(-1)
  const columns: Column[] = []
  for (let input = 0; input < inputs; input++) {
    const name = `input_${input}`
    const weight = input < 6 ? 0.5 : 0.05
    if (input % 2 === 0) {
      const values = Float64Array.from({ length: rows }, () => random() + random() + random() - 1.5)
      for (let row = 0; row < rows; row++)
        scores[row] = (scores[row] ?? 0) + weight * Math.sin(3 * (values[row] ?? 0))
      if (input % 4 === 0) for (let row = 0; row < rows; row++) if (random() < 0.05) values[row] = Number.NaN
      columns.push({ name, kind: 'numeric', values })
    } else {
      const levels = Array.from({ length: 4 + input }, (_, level) => `level ${level}`)
      const codes = Int32Array.from({ length: rows }, () => Math.floor(random() ** 2 * levels.length))
      for (let row = 0; row < rows; row++)
        scores[row] = (scores[row] ?? 0) + weight * (((codes[row] ?? 0) % 3) - 1)
      columns.push({ name, kind: 'categorical', codes, levels })
    }
  }
  const outcomes = Uint8Array.from(scores, (score) => (random() < 1 / (1 + Math.exp(-score)) ? 1 : 0))
  return { columns, outcomes }
}
