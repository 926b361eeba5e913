import type { LeadScore } from '@leadglass/scoring'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import type { HotAlert } from '../scoring/hot-alert.ts'
import { announceHotLead, type ScoredLead } from './announce-hot-lead.ts'

type Move = { lead: ScoredLead; score: LeadScore; alert: HotAlert }

/**
 * Runs the statement that stores a score. One statement needs no transaction; the rare one that is told of gets
 * one, so that score and notices are stored together or not at all. Null when the row changed meanwhile.
 */
export async function saveScore<Saved>(
  ctx: Context,
  db: Db,
  { lead, score, alert }: Move,
  write: (on: Db) => Promise<Saved | null>,
): Promise<Saved | null> {
  if (!alert.tells) return write(db)
  const writeAndTell = async (on: Db) => {
    const saved = await write(on)
    if (saved) await announceHotLead(on, lead, score)
    return saved
  }
  return db === ctx.db ? ctx.db.transaction(writeAndTell) : writeAndTell(db)
}
