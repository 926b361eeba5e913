import { generateClient } from './generate.ts'
import { stopSignal } from './stop-signal.ts'
import type { Counts } from './test-counts.ts'
import { type TestPart, testParts } from './test-parts.ts'

type Result = Counts & { name: string; seconds: number }

// The tests bring their own database and settings; what the shell has set for the application is not for them.
const FOR_THE_APPLICATION =
  /^(DATABASE_|POSTGRES_|PG[A-Z]+$|RAILWAY_|SEED_DEMO$|NODE_ENV$|ENVIRONMENT$|PORT$|SECRET_KEY$)/

async function runTests(stopping: AbortSignal): Promise<number> {
  for (const name of Object.keys(process.env)) if (FOR_THE_APPLICATION.test(name)) delete process.env[name]
  await generateClient(stopping)
  const results: Result[] = []
  for (const part of testParts) {
    if (stopping.aborted) return 130
    results.push(await runPart(part, stopping))
  }
  printTable(results)
  const passed = sum(results, 'passed')
  const failed = sum(results, 'failed')
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

async function runPart(part: TestPart, stopping: AbortSignal): Promise<Result> {
  console.log(`\n── ${part.name} ${'─'.repeat(70 - part.name.length)}`)
  const startedAt = performance.now()
  const counts = await part.run(stopping).catch((error: Error) => {
    console.error(error.message)
    return { passed: 0, failed: 1, notes: [error.message] }
  })
  return { ...counts, name: part.name, seconds: (performance.now() - startedAt) / 1000 }
}

function printTable(results: Result[]): void {
  console.log(`\n${'Part'.padEnd(20)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(9)}`)
  for (const { name, passed, failed, seconds, notes } of results) {
    const numbers = `${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.toFixed(1).padStart(9)}`
    console.log(`${name.padEnd(20)}${numbers}${notes.map((note) => `  ${note}`).join('')}`)
  }
}

function sum(results: Result[], field: 'passed' | 'failed'): number {
  return results.reduce((total, result) => total + result[field], 0)
}

process.exit(await runTests(stopSignal()))
