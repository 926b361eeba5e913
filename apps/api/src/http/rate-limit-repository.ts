import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type SharedCount = { key: string; count: number; ms_left: number }

const counting = statement<SharedCount>(
  'count_rates',
  `insert into rate_limit_counters as c (key, count, resets_at)
   select key, count, now() + ms_left * interval '1 ms'
     from unnest($1::text[], $2::int[], $3::float8[]) as t (key, count, ms_left)
   on conflict (key) do update
      set count = case when c.resets_at > now() then c.count else 0 end + excluded.count,
          resets_at = case when c.resets_at > now() then c.resets_at else excluded.resets_at end
   returning key, count, extract(epoch from resets_at - now())::float8 * 1000 as ms_left`,
)

/**
 * Adds to the counters that all processes share and answers what they stand at; one whose window is over begins anew
 * and ends when the caller's does. Give the keys in order, so that two processes never wait for each other.
 */
export function countRates(db: Db, counts: readonly SharedCount[]): Promise<SharedCount[]> {
  const keys = counts.map(({ key }) => key)
  const amounts = counts.map(({ count }) => count)
  const left = counts.map(({ ms_left }) => ms_left)
  return db.sql(counting, [keys, amounts, left])
}
