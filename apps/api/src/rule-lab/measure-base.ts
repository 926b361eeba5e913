import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringModel } from '@leadglass/scoring'
import type { Database } from '../db/db.ts'
import { compareVersions } from './compared-versions.ts'
import { countClosedLeads, countOpenLeads, listLeadNames } from './impact-lead-repository.ts'
import type { Mover } from './impact-tally.ts'
import { measureLastYear } from './measure-last-year.ts'
import { measureOpenLeads } from './measure-open-leads.ts'
import { versionInForce } from './version-in-force.ts'

export type BaseMeasurement = Omit<ImpactResult, 'draft_id' | 'revision' | 'seconds' | 'measured_at'>

const yearInMs = 365 * 86_400_000
/** The least that is worth telling. */
const step = 0.02

/** What other rules would do to every open lead as of a moment, and what they would have said of the year's deals. */
export async function measureBase(
  db: Database,
  rules: ScoringModel,
  at: Date,
  progress: (fraction: number, stage: string) => void,
): Promise<BaseMeasurement> {
  const versions = compareVersions(await versionInForce(db), rules)
  const year = { from: new Date(at.getTime() - yearInMs), to: at }
  const closed = await countClosedLeads(db, year.from, year.to)
  const advance = createAdvance((await countOpenLeads(db)) + closed, progress)
  advance.enter('Scoring the open leads')
  const { risers, fallers, ...figures } = await measureOpenLeads(db, versions, at, advance.read)
  advance.enter('Looking back at the deals of a year')
  const last_year = await measureLastYear(db, versions, year, advance.read)
  const names = await namesOf(db, [...risers, ...fallers])
  return {
    compared_with: versions.version,
    ...figures,
    risers: risers.map((mover) => presentMover(mover, names)),
    fallers: fallers.map((mover) => presentMover(mover, names)),
    last_year,
  }
}

/** Tells of progress in steps that can be seen. */
function createAdvance(total: number, progress: (fraction: number, stage: string) => void) {
  let read = 0
  let told = 0
  let stage = ''
  return {
    enter(next: string): void {
      stage = next
      progress(told, stage)
    },
    read(leads: number): void {
      read += leads
      const fraction = Math.min(1, read / Math.max(1, total))
      if (fraction - told < step) return
      told = fraction
      progress(told, stage)
    },
  }
}

type Names = Map<string, { name: string; company: string | null }>

async function namesOf(db: Database, movers: readonly Mover[]): Promise<Names> {
  const rows = await listLeadNames(
    db,
    movers.map(({ id }) => id),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

function presentMover({ id, before, after }: Mover, names: Names): ImpactResult['risers'][number] {
  // A lead that somebody deletes while the base is measured was in it.
  const { name = 'A deleted lead', company = null } = names.get(id) ?? {}
  return {
    lead_id: id,
    name,
    company,
    before: before.total,
    after: after.total,
    class_before: before.classification,
    class_after: after.classification,
  }
}
