const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/** `90` → `1 min 30 s`: the two largest units, as a person would say it; a number stays beside its unit. */
export function durationText(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds))
  const words: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) words.push(`${count}\u00a0${unit}`)
    else if (words.length > 0) break
    if (words.length === 2) break
  }
  return words.join(' ') || '0\u00a0s'
}
