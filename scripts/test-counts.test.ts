import { describe, expect, it } from 'vitest'
import { countsOfReport, countsOfRun } from './test-counts.ts'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})

describe('countsOfReport', () => {
  it('counts passed and failed tests over all files', () => {
    const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] }
    expect(countsOfReport(report, 1)).toEqual({ passed: 3, failed: 1, notes: [] })
  })

  it('counts skipped tests as failed and says so', () => {
    const report = { testResults: [file('passed', 'passed', 'skipped', 'pending', 'todo')] }
    expect(countsOfReport(report, 0)).toEqual({
      passed: 1,
      failed: 3,
      notes: ['3 skipped, which counts as failed'],
    })
  })

  it('counts a file that does not load as failed', () => {
    expect(countsOfReport({ testResults: [file('failed')] }, 1)).toEqual({
      passed: 0,
      failed: 1,
      notes: ['a.test.ts did not load'],
    })
  })

  it('fails a run whose tests pass and whose exit code says otherwise', () => {
    const counts = countsOfReport({ testResults: [file('passed', 'passed')] }, 1)
    expect(counts).toEqual({ passed: 1, failed: 1, notes: ['an error outside the tests'] })
  })

  it('fails a run without tests', () => {
    expect(countsOfReport({ testResults: [] }, 0)).toMatchObject({ passed: 0, failed: 1 })
  })
})

describe('countsOfRun', () => {
  it('fails a run that wrote no report', () => {
    const run = { report: '/nowhere/report.json', startedAt: Date.now(), code: 1 }
    expect(countsOfRun(run)).toMatchObject({ passed: 0, failed: 1 })
  })
})
