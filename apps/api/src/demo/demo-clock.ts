export const dayMs = 86_400_000
export const hourMs = 3_600_000

/** The start of a day, UTC. */
export function startOfDay(at: number): number {
  return Math.floor(at / dayMs) * dayMs
}

/** Moves a time into office hours of a working day, keeping the minutes; never before `earliest`. */
export function inOfficeHours(at: number, earliest: number): number {
  const hour = (at % dayMs) / hourMs
  const withinDay = startOfDay(at) + (8 + (hour / 24) * 9) * hourMs
  const weekday = new Date(withinDay).getUTCDay()
  const moved = withinDay - (weekday === 6 ? 1 : weekday === 0 ? 2 : 0) * dayMs
  return Math.max(Math.floor(moved), earliest)
}
