/** Rows from `start` up to `end` of a list that is ordered by time, the newest first. */
export type TimeSpan = { from: number; to: number; start: number; end: number }

const mostSpans = 12
const fewestRows = 30

/**
 * Cuts a time into twelve equal spans, the oldest first. A span of fewer than thirty rows goes together with the next,
 * the last with the one before: a rate of three leads is noise.
 *
 * @param moments newest first, in epoch milliseconds
 */
export function cutIntoSpans(moments: ArrayLike<number>): TimeSpan[] {
  const rows = moments.length
  const [last = 0, first = 0] = [moments[0], moments[rows - 1]]
  if (rows === 0) return []
  const borderOf = (span: number) => first + Math.round((span * (last - first)) / mostSpans)
  const spans: TimeSpan[] = []
  let end = rows
  let from = first
  for (let span = 1; span <= mostSpans; span++) {
    const to = borderOf(span)
    let start = end
    while (start > 0 && ((moments[start - 1] ?? 0) < to || span === mostSpans)) start--
    if (end - start < fewestRows && span < mostSpans) continue
    spans.push({ from, to, start, end })
    end = start
    from = to
  }
  return joinLast(spans)
}

function joinLast(spans: TimeSpan[]): TimeSpan[] {
  const last = spans.at(-1)
  const before = spans.at(-2)
  if (!last || !before || last.end - last.start >= fewestRows) return spans
  return [...spans.slice(0, -2), { from: before.from, to: last.to, start: last.start, end: before.end }]
}
