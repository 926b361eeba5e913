import { type CompiledVersion, compileVersion } from '@leadglass/scoring'
import { LRUCache } from 'lru-cache'
import type { Database } from '../db/db.ts'
import { findActiveModelId, findModel, type LearnedPart, type ScoringModelRow } from './scoring-repository.ts'

/** A version, ready to score: rules alone, or rules with a learned model that has its weight in the score. */
export type ActiveModel = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly learned: Pick<LearnedPart, 'id' | 'number' | 'weight' | 'rows' | 'won' | 'calibration'> | null
  readonly compiled: CompiledVersion
}

/** How long a newly published version may go unseen by a process that did not hear of it. */
const activeForMs = 5_000

type Known = {
  active: LRUCache<'active', Promise<ActiveModel>>
  byId: LRUCache<string, Promise<ActiveModel>>
}

/** Compiled models by database: versions never change, so only the answer to "which is active" grows old. */
const knownModels = new WeakMap<Database['pool'], Known>()

/** The version in force. */
export function activeModel(db: Database): Promise<ActiveModel> {
  return remember(knownOf(db).active, 'active', () => activeModelNow(db))
}

/** The same, asked of the database: for pages that are read right after somebody put another version in force. */
export async function activeModelNow(db: Database): Promise<ActiveModel> {
  // A learned model can be a megabyte: what is asked for again and again is the id alone.
  const id = await findActiveModelId(db)
  if (!id) throw new Error('no scoring model is active')
  return modelOf(db, id)
}

/** One version: the one that made a stored score. */
export function modelOf(db: Database, id: string): Promise<ActiveModel> {
  return remember(knownOf(db).byId, id, async () => {
    const row = await findModel(db, id)
    if (!row) throw new Error(`scoring model ${id} is missing`)
    return compile(row)
  })
}

/** Another version was put in force: the next question asks the database. */
export function forgetActiveModel(db: Database): void {
  knownOf(db).active.clear()
}

function compile({ id, version, name, document, learned }: ScoringModelRow): ActiveModel {
  if (!learned)
    return { id, version, name, learned: null, compiled: compileVersion({ rules: document, learned }) }
  const { card, points_per_doubling, point_offset, ...part } = learned
  const scale = { pointsPerDoubling: points_per_doubling, offset: point_offset }
  const compiled = compileVersion({ rules: document, learned: { card, scale, weight: part.weight } })
  return { id, version, name, learned: part, compiled }
}

function knownOf({ pool }: Database): Known {
  const known = knownModels.get(pool) ?? {
    active: new LRUCache({ max: 1, ttl: activeForMs }),
    byId: new LRUCache({ max: 20 }),
  }
  knownModels.set(pool, known)
  return known
}

/** Asks once however many wait; a failure is not kept. */
function remember<Key extends string>(
  cache: LRUCache<Key, Promise<ActiveModel>>,
  key: Key,
  load: () => Promise<ActiveModel>,
): Promise<ActiveModel> {
  const known = cache.get(key)
  if (known) return known
  const loading = load()
  cache.set(key, loading)
  loading.catch(() => cache.delete(key))
  return loading
}
