import type { Database, Db } from '../db/db.ts'
import { databaseFault } from '../db/db-errors.ts'
import { type ActiveModel, activeModel } from './active-model.ts'
import { nextHotAlert } from './hot-alert.ts'
import { mostCounted } from './most-counted.ts'
import { rescoreHorizon } from './rescore-horizon.ts'
import {
  listLeadsMovedByTime,
  listLeadsOfOtherVersions,
  type RescoredLead,
  type RescoreWalk,
} from './rescore-repository.ts'
import {
  type NewScore,
  type RescoreWritten,
  type ScoredLead,
  setRescoredLeads,
} from './rescore-write-repository.ts'
import { scoreLeadAt, scoringMoment } from './score-lead-at.ts'

export type RescoreOptions = {
  clock: () => Date
  signal?: AbortSignal
  /** `model`: leads that another version scored. `decay`: leads of this version that time alone may have moved. */
  reach: 'model' | 'decay'
  /** Hears after each batch how many leads were read so far. */
  onRead?: (read: number) => void
  /** Tells of the leads that became hot, in the transaction that makes them so. */
  announce?: (db: Db, hot: readonly NewScore[]) => Promise<void>
}

export type RescoreResult = {
  /** Leads that were looked at, and scores that were written. */
  read: number
  moved: number
  /** Another version came into force meanwhile: the rest is left to it. */
  superseded: boolean
}

const readAtOnce = 1_000
/** A lead is locked for as long as its statement runs, and whoever adds an activity to it waits. */
const writtenAtOnce = 500
/**
 * So many scores are dealt out over statements in turn. Leads with neighbouring ids share a page of the table, which
 * has room for a few new versions of its rows at a time: a row that finds room there leaves its fourteen indexes alone
 * where the number has not moved, which is a third of the work.
 */
const dealtAtOnce = 10_000
/** Statements that write at the same time, each on a connection of its own. */
const writers = 2

/**
 * Brings stored scores up to now by the version in force. Batches are short statements, so requests go on meanwhile
 * and two runs at once do no harm: a lead that somebody moved since it was read keeps what they made of it. While
 * one batch is scored, the next is read and those before are written.
 */
export async function rescoreLeads(db: Database, options: RescoreOptions): Promise<RescoreResult> {
  const model = await activeModel(db)
  const read = readerOf(db, model, options)
  const writer = createWriter(db, model, options)
  let count = 0
  let reading = read(null)
  try {
    while (!options.signal?.aborted && !writer.isSuperseded()) {
      const leads = await reading
      const last = leads.at(-1)
      if (!last) break
      reading = read(last.id)
      const now = options.clock()
      await writer.add(leads.flatMap((lead) => moveOf(model, lead, now)))
      count += leads.length
      options.onRead?.(count)
    }
    const moved = await writer.end()
    return { read: count, moved, superseded: writer.isSuperseded() }
  } finally {
    await Promise.allSettled([reading, writer.settled()])
  }
}

function readerOf(db: Database, model: ActiveModel, { reach, clock }: RescoreOptions) {
  const perType = mostCounted(model.compiled)
  const horizon = rescoreHorizon(model)
  return (after: string | null): Promise<RescoredLead[]> => {
    const walk: RescoreWalk = { after, limit: readAtOnce, perType, modelId: model.id }
    return reach === 'model'
      ? listLeadsOfOtherVersions(db, walk)
      : listLeadsMovedByTime(db, walk, { ...horizon, now: clock() })
  }
}

/** The new score of a lead, or nothing where no part of it moved. */
function moveOf(model: ActiveModel, lead: RescoredLead, now: Date): NewScore[] {
  const at = scoringMoment(now, lead.scored_at)
  const score = scoreLeadAt(model, lead, lead.activities, at)
  const { tells, hotAlertedAt } = nextHotAlert(lead, score, model.compiled.model.thresholds, at)
  const isSame =
    model.id === lead.scoring_model_id && isSameScore(lead, score) && hotAlertedAt === lead.hot_alerted_at
  return isSame ? [] : [{ lead: writtenPart(lead), score, at, hotAlertedAt, tells }]
}

function writtenPart(lead: RescoredLead): ScoredLead {
  const { id, name, company, owner_id, current_score, classification, scored_at } = lead
  return { id, name, company, owner_id, current_score, classification, scored_at }
}

function isSameScore(
  lead: RescoredLead,
  { total, classification, breakdown, winProbability }: NewScore['score'],
): boolean {
  return (
    total === lead.current_score &&
    classification === lead.classification &&
    breakdown.engagement === lead.engagement_score &&
    breakdown.buying_signals === lead.buying_score &&
    breakdown.demographic_fit === lead.fit_score &&
    // The column has seven digits.
    Math.fround(winProbability ?? -1) === Math.fround(lead.win_probability ?? -1)
  )
}

/** Writes batches, some at the same time. */
function createWriter(db: Database, model: ActiveModel, { reach, announce }: RescoreOptions) {
  const underWay = new Set<Promise<void>>()
  let moved = 0
  const waiting: NewScore[] = []
  let dealing: Promise<void> = Promise.resolve()
  let isSuperseded = false
  let failure: { error: unknown } | undefined

  /** While one lot is written, the next is read. */
  async function dealNext(): Promise<void> {
    await dealing
    if (failure) throw failure.error
    dealing = deal(waiting.splice(0))
  }
  async function settled(): Promise<void> {
    await dealing
    await Promise.all(underWay)
  }
  async function deal(dealt: readonly NewScore[]): Promise<void> {
    const statements = Math.ceil(dealt.length / writtenAtOnce)
    for (let turn = 0; turn < statements; turn += 1)
      await start(dealt.filter((_, index) => index % statements === turn))
  }
  async function write(scores: readonly NewScore[]): Promise<void> {
    const written = await writeAndTell(scores).catch(leftForLater)
    if (written) moved += written.count
    else isSuperseded = true
  }
  function writeAndTell(scores: readonly NewScore[]): Promise<RescoreWritten | null> {
    const store = (on: Db) => setRescoredLeads(on, scores, { modelId: model.id, trigger: reach })
    if (!announce || !scores.some(({ tells }) => tells)) return store(db)
    return db.transaction(async (tx) => {
      const written = await store(tx)
      const told = new Set(written?.told)
      if (told.size > 0)
        await announce(
          tx,
          scores.filter(({ lead }) => told.has(lead.id)),
        )
      return written
    })
  }
  async function start(scores: readonly NewScore[]): Promise<void> {
    while (underWay.size >= writers) await Promise.race(underWay)
    if (failure || isSuperseded) return
    const writing = write(scores)
      .catch((error: unknown) => {
        failure = { error }
      })
      .finally(() => underWay.delete(writing))
    underWay.add(writing)
  }
  return {
    isSuperseded: () => isSuperseded,
    async add(scores: readonly NewScore[]): Promise<void> {
      waiting.push(...scores)
      if (waiting.length >= dealtAtOnce) await dealNext()
    },
    /** Writes what is left and waits for what is under way; answers how many scores were written. */
    async end(): Promise<number> {
      await dealNext()
      await settled()
      if (failure) throw failure.error
      return moved
    },
    settled,
  }
}

/** One of the leads is locked by somebody: the batch is met again by the next run. */
function leftForLater(error: unknown): RescoreWritten {
  if (databaseFault(error) !== 'conflict') throw error
  return { count: 0, told: [] }
}
