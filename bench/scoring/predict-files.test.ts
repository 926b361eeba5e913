import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'bench-scoring-'))
const data = path.join(import.meta.dirname, 'data/salvirt_b2b')
const [head = '', ...lines] = readFileSync(path.join(data, 'data.csv'), 'utf8').trim().split(/\r?\n/)
const file = (name: string) => path.join(folder, name)
writeFileSync(file('train.csv'), [head, ...lines.slice(0, 300)].join('\n'))
// The rows to predict come without their outcome, the last column.
const withoutOutcome = [head, ...lines.slice(300)].map((line) => line.replace(/,[^,]*$/, ''))
writeFileSync(file('test.csv'), withoutOutcome.join('\n'))

afterAll(() => rmSync(folder, { recursive: true }))

function run(...options: string[]) {
  const files = [
    '--train',
    file('train.csv'),
    '--test',
    file('test.csv'),
    '--schema',
    path.join(data, 'schema.json'),
  ]
  const program = path.join(import.meta.dirname, 'run-bench-scoring.ts')
  const printed = execFileSync(
    process.execPath,
    [program, ...files, '--predictions', file('out.csv'), ...options],
    { encoding: 'utf8', stdio: 'pipe' },
  )
  return { printed, predictions: readFileSync(file('out.csv'), 'utf8').trim().split('\n') }
}

describe('bench:scoring with files', () => {
  it('writes one probability per row to be predicted', () => {
    const { printed, predictions } = run()
    expect(predictions).toHaveLength(149)
    expect(predictions[0]).toBe('row_id,p')
    const probabilities = predictions.slice(1).map((line) => Number(line.split(',')[1]))
    expect(probabilities.every((p) => p > 0 && p < 1)).toBe(true)
    expect(printed).toContain('held-out log-loss')
  })

  it('takes the candidate that is asked for and refuses others', () => {
    expect(run('--candidate', 'base').printed).toContain('base')
    const [, ...rows] = run('--candidate', 'base').predictions
    expect(new Set(rows.map((line) => line.split(',')[1])).size).toBe(1)
    expect(() => run('--candidate', 'forest')).toThrow('--candidate is auto, base, linear, additive, ga2m')
  })
})
