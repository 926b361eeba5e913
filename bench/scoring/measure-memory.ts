import { execFileSync } from 'node:child_process'
import path from 'node:path'

/** The most memory, in MB, that a process takes which reads a set and trains on it; see peak-memory.ts. */
export function peakMemory(...args: string[]): number {
  const program = path.join(import.meta.dirname, 'peak-memory.ts')
  return Number(execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' }))
}
