/**
 * Where to cut numbers into bins of about equal size: between neighbouring distinct values, so that equal
 * values share a bin, and a value that fills a bin alone has one of its own (a column that is mostly zero
 * keeps its zero apart).
 *
 * @param sorted finite numbers in ascending order
 * @returns cuts in ascending order; bin b holds the values above cut b − 1 and up to cut b
 * @example
 * cutNumbers(Float64Array.of(1, 1, 2, 3), 4, 1) // [1.5, 2.5]
 */
export function cutNumbers(sorted: Float64Array, maxBins: number, minRows: number): number[] {
  const target = Math.max(minRows, sorted.length / maxBins)
  const cuts: number[] = []
  let filled = 0
  for (let start = 0; start < sorted.length; ) {
    const value = sorted[start] ?? 0
    let end = start
    while (end < sorted.length && sorted[end] === value) end++
    const own = end - start
    // A heavy value closes the bin before it.
    if (filled > 0 && filled >= target / 2 && own >= target) {
      cuts.push(between(sorted[start - 1] ?? 0, value))
      filled = 0
    }
    filled += own
    if (filled >= target && sorted.length - end >= minRows && cuts.length < maxBins - 1) {
      cuts.push(between(value, sorted[end] ?? value))
      filled = 0
    }
    start = end
  }
  return cuts.slice(0, maxBins - 1)
}

/** The number with the fewest decimals from `low` up to, but not including, `high`. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2
  for (let digits = 1; digits <= 15; digits++) {
    const short = Number(middle.toPrecision(digits))
    if (short >= low && short < high) return short
  }
  return low
}

/**
 * The bin of a number: how many cuts lie below it.
 *
 * @example
 * placeOf([1.5, 2.5], 2) // 1
 */
export function placeOf(cuts: ArrayLike<number>, value: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value > (cuts[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}
