import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheDir } from './paths.ts'

const NOT_INPUT = new Set(['node_modules', 'dist', 'generated', 'coverage'])

/** One hash over files and whole folders: names and contents, in an order that does not depend on the machine. */
export function inputHash(base: string, inputs: string[], ...values: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(values))
  for (const file of inputs.flatMap((input) => filesOf(base, input)).sort())
    hash.update(`\0${file}\0`).update(readFileSync(path.join(base, file)))
  return hash.digest('hex')
}

/** Does the work unless it was done with the same inputs before and its output is still there. */
export async function onceFor(
  step: { name: string; hash: string; output: string },
  work: () => Promise<void>,
): Promise<'done' | 'skipped'> {
  const stamp = path.join(cacheDir, `${step.name}.hash`)
  if (existsSync(step.output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === step.hash)
    return 'skipped'
  await work()
  mkdirSync(cacheDir, { recursive: true })
  writeFileSync(stamp, step.hash)
  return 'done'
}

function filesOf(base: string, input: string): string[] {
  const full = path.join(base, input)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [input]
  return readdirSync(full)
    .filter((name) => !NOT_INPUT.has(name))
    .flatMap((name) => filesOf(base, path.posix.join(input, name)))
}
