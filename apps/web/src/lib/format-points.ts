/** Points with their sign: `+12`, `−4` (a real minus, as wide as the plus), `0`. */
export function formatPoints(points: number): string {
  if (points > 0) return `+${points}`
  if (points < 0) return `−${-points}`
  return '0'
}
