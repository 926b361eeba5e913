import { type CompiledModel, compileModel } from '@leadglass/scoring'
import { LRUCache } from 'lru-cache'
import type { Database } from '../db/db.ts'
import { findActiveModel, findModel, type ScoringModelRow } from './scoring-repository.ts'

/** A version of the rules, ready to score. */
export type ActiveModel = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly compiled: CompiledModel
}

/** How long a newly published version may go unseen by a process. */
const activeForMs = 5_000

type Known = {
  active: LRUCache<'active', Promise<ActiveModel>>
  byId: LRUCache<string, Promise<ActiveModel>>
}

/** Compiled models by database: versions never change, so only the answer to "which is active" grows old. */
const knownModels = new WeakMap<Database['pool'], Known>()

/** The rules in force. */
export function activeModel(db: Database): Promise<ActiveModel> {
  const { active, byId } = knownOf(db)
  return remember(active, 'active', async () => {
    const row = await findActiveModel(db)
    if (!row) throw new Error('no scoring model is active')
    return remember(byId, row.id, async () => compile(row))
  })
}

/** The rules of one version: the one that made a stored score. */
export function modelOf(db: Database, id: string): Promise<ActiveModel> {
  return remember(knownOf(db).byId, id, async () => {
    const row = await findModel(db, id)
    if (!row) throw new Error(`scoring model ${id} is missing`)
    return compile(row)
  })
}

function compile(row: ScoringModelRow): ActiveModel {
  return { id: row.id, version: row.version, name: row.name, compiled: compileModel(row.document) }
}

function knownOf({ pool }: Database): Known {
  const known = knownModels.get(pool) ?? {
    active: new LRUCache({ max: 1, ttl: activeForMs }),
    byId: new LRUCache({ max: 50 }),
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
