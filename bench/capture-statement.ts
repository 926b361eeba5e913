import type { Db } from '../apps/api/src/db/db.ts'

export type CapturedStatement = { text: string; values: unknown[] }

/** The statement that a repository function runs, taken from the function itself: the reference runs the same SQL. */
export async function captureStatement(run: (db: Db) => Promise<unknown>): Promise<CapturedStatement> {
  let captured: CapturedStatement | undefined
  const db: Db = {
    sql: async (statement, values = []) => {
      captured = { text: statement.text, values: [...values] }
      return []
    },
  }
  await run(db).catch(() => {})
  if (!captured) throw new Error('the function ran no statement')
  return captured
}
