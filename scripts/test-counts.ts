import { existsSync, readFileSync, statSync } from 'node:fs'

export type Counts = { passed: number; failed: number; notes: string[] }

/** The part of vitest's JSON report that is read here. */
export type TestReport = {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

/** Counts a run of vitest by its report; a run that ended without one of its own has failed. */
export function countsOfRun(run: { report: string; startedAt: number; code: number }): Counts {
  const isFresh = existsSync(run.report) && statSync(run.report).mtimeMs >= run.startedAt - 1000
  if (!isFresh) return { passed: 0, failed: 1, notes: ['ended before any test was counted'] }
  return countsOfReport(JSON.parse(readFileSync(run.report, 'utf8')), run.code)
}

/** Counts a report. Skipped tests, files that do not load and errors outside tests are failures too. */
export function countsOfReport(report: TestReport, code: number): Counts {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const count = (...statuses: string[]) => tests.filter((test) => statuses.includes(test.status)).length
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const passed = count('passed')
  const skipped = tests.length - passed - count('failed')
  const failed = count('failed') + unloaded.length + skipped
  const notes = unloaded.map((file) => `${file.name} did not load`)
  if (skipped > 0) notes.push(`${skipped} skipped, which counts as failed`)
  if (passed + failed === 0) return { passed, failed: 1, notes: ['no tests were found'] }
  if (failed === 0 && code !== 0)
    return { passed, failed: 1, notes: [...notes, 'an error outside the tests'] }
  return { passed, failed, notes }
}
