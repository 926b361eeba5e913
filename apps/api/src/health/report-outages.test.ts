import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { databaseErrorTypes } from '../db/classify-database-error.ts'
import type { DatabaseChange, DatabaseWatch } from '../db/database-watch.ts'
import { databaseAdvice } from './database-advice.ts'
import { reportOutages } from './report-outages.ts'

const config = readConfig({ POSTGRES_URL: 'postgresql://dana:s3cret@db.example.com:5432/crm' })

/** A watch of which the test decides what it sees. */
function staged(diagnosis: DatabaseWatch['diagnosis'] = null) {
  const listeners = new Set<(change: DatabaseChange) => void>()
  const lines: string[] = []
  const stop = reportOutages(
    {
      state: diagnosis ? 'down' : 'unknown',
      diagnosis,
      onChange: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    config,
    {
      error: (_: unknown, line?: string) => void lines.push(String(line)),
      info: (_: unknown, line?: string) => void lines.push(String(line)),
    },
  )
  const tell = (change: DatabaseChange) => {
    for (const listener of listeners) listener(change)
  }
  return { lines, stop, tell }
}

const at = new Date('2026-11-22T12:00:00Z')
const refused = { type: 'connection_refused', cause: new Error('s3cret') } as const
const down: DatabaseChange = { state: 'down', at, diagnosis: refused, downSince: at }

describe('reportOutages', () => {
  it('writes cause, source and numbered steps, one line each (R035, R036)', () => {
    const { lines, tell } = staged()
    tell({ ...down, diagnosis: { type: 'dns_resolution_failure', cause: null } })
    expect(lines.slice(0, 4)).toEqual([
      '[DATABASE] DNS RESOLUTION FAILURE',
      expect.stringMatching(/^\[DATABASE\] {3}Cause: getaddrinfo failed: Name or service not known\. /),
      '[DATABASE]   Source: POSTGRES_URL = postgresql://***:***@db.example.com:5432/crm',
      '[DATABASE]   SOLUTION:',
    ])
    const steps = lines.slice(4)
    expect(steps.map((line) => /^\[DATABASE\] {5}(\d)\. \S/.exec(line)?.[1])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ])
    // All of it is what `grep -A12` shows.
    expect(lines.length).toBeLessThanOrEqual(13)
    expect(steps.join('\n')).toMatch(
      /PostgreSQL[\s\S]*Variables[\s\S]*Copy the actual URL[\s\S]*Backend[\s\S]*Variables[\s\S]*Set DATABASE_URL[\s\S]*\$\{\{ \}\}[\s\S]*Redeploy/,
    )
    expect(lines.every((line) => !line.includes('\n'))).toBe(true)
    expect(lines.join('\n')).not.toMatch(/dana|s3cret/)
  })

  it('says so once for each outage, and when it is over', () => {
    const { lines, tell } = staged()
    tell(down)
    const once = lines.length
    tell({ state: 'up', at: new Date(at.getTime() + 12_400), diagnosis: null, downSince: at })
    expect(lines.slice(once)).toEqual(['[DATABASE] connected again after 12 s'])
    tell(down)
    expect(lines).toHaveLength(2 * once + 1)
  })

  it('reports the outage that was there before', () => {
    expect(staged(refused).lines[0]).toBe('[DATABASE] CONNECTION REFUSED')
  })

  it('says nothing at the first sign of life, and nothing after it was stopped', () => {
    const { lines, stop, tell } = staged()
    tell({ state: 'up', at, diagnosis: null, downSince: null })
    stop()
    tell(down)
    expect(lines).toEqual([])
  })
})

describe('databaseAdvice', () => {
  it.each(databaseErrorTypes)('gives %s at least five steps that fit a line', (type) => {
    const { headline, error, message, solution } = databaseAdvice[type]
    expect(solution.length).toBeGreaterThanOrEqual(5)
    expect(new Set(solution).size).toBe(solution.length)
    for (const text of [headline, error, message, ...solution]) {
      expect(text.length).toBeLessThan(200)
      expect(text).not.toMatch(/\n|undefined/)
    }
  })
})
