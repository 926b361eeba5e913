import { invalidField } from '../errors.ts'

const yearInMs = 366 * 86_400_000

/** A lead is put aside for a while, not for good. */
export function momentAhead(field: string, moment: string, now: Date): string {
  const at = Date.parse(moment)
  if (at <= now.getTime()) throw invalidField(field, 'must be in the future')
  if (at > now.getTime() + yearInMs) throw invalidField(field, 'must be at most a year ahead')
  return moment
}
