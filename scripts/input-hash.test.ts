import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inputHash } from './input-hash.ts'

let base: string

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'leadglass-inputs-'))
  mkdirSync(path.join(base, 'web/src'), { recursive: true })
  writeFileSync(path.join(base, 'web/src/a.ts'), 'a')
})

afterEach(() => rmSync(base, { recursive: true }))

describe('inputHash', () => {
  it('is the same for the same files', () => {
    expect(inputHash(base, ['web'], '1')).toBe(inputHash(base, ['web'], '1'))
  })

  it('changes with a content, a name, a new file and a setting', () => {
    const hashes = [inputHash(base, ['web'])]
    writeFileSync(path.join(base, 'web/src/a.ts'), 'b')
    hashes.push(inputHash(base, ['web']))
    renameSync(path.join(base, 'web/src/a.ts'), path.join(base, 'web/src/c.ts'))
    hashes.push(inputHash(base, ['web']))
    writeFileSync(path.join(base, 'web/src/d.ts'), '')
    hashes.push(inputHash(base, ['web']), inputHash(base, ['web'], 'setting'))
    expect(new Set(hashes).size).toBe(5)
  })

  it('passes over what is installed or built', () => {
    const before = inputHash(base, ['web'])
    for (const folder of ['node_modules', 'dist']) {
      mkdirSync(path.join(base, 'web', folder))
      writeFileSync(path.join(base, 'web', folder, 'x.js'), 'x')
    }
    expect(inputHash(base, ['web'])).toBe(before)
  })

  it('passes over inputs that do not exist', () => {
    expect(inputHash(base, ['web', 'nowhere'])).toBe(inputHash(base, ['web']))
  })
})
