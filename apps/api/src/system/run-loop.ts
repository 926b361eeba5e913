import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { listBackgroundLoops } from '../jobs/list-background-loops.ts'
import { requestLoopRun } from '../jobs/request-loop-run.ts'

/** Asks whoever runs the loop, in whichever process; it begins within a moment, and its row tells how it went. */
export async function runLoop(ctx: Context, name: string): Promise<{ name: string; requested_at: string }> {
  const loops = await listBackgroundLoops(ctx.db)
  if (!loops.some((loop) => loop.name === name)) throw notFound('Loop')
  await requestLoopRun(ctx.db, name)
  ctx.log.info({ loop: name, actor: ctx.actor.id }, 'loop run asked for')
  return { name, requested_at: ctx.now.toISOString() }
}
