/** In the order of preference where a header does not decide. */
export const delimiters = [',', ';', '\t', '|'] as const

/** The separator of a file: the one that its header has most of, outside quotes. */
export function detectDelimiter(sample: string): string {
  const counts = new Map<string, number>(delimiters.map((delimiter) => [delimiter, 0]))
  let isQuoted = false
  for (const character of sample) {
    if (character === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '\n' || character === '\r') break
    else if (counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const [best] = [...counts].sort(([, left], [, right]) => right - left)
  return best?.[0] ?? ','
}
