const digitBits = 11
const digitMask = 2 ** digitBits - 1
const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/**
 * The rows of a list in the order of their values, the smallest first, those of one value as they stand: what a
 * comparing sort gives, in less time, as figures of many thousand leads order them again and again.
 *
 * Radix sort by digits of eleven bits, the last first; digits that all numbers share are passed over.
 *
 * @param values numbers, none of them NaN
 * @example
 * ascendingOrder([0.3, -2, 0.1]) // Uint32Array [1, 2, 0]
 */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array {
  const halves = sortableHalves(values)
  let order = new Uint32Array(values.length)
  for (let row = 0; row < order.length; row++) order[row] = row
  let spare = new Uint32Array(values.length)
  for (const half of halves) {
    for (let shift = 0; shift < 32; shift += digitBits) {
      const starts = startsOf(half, shift)
      if (!starts) continue
      for (let at = 0; at < order.length; at++) {
        const row = order[at] ?? 0
        const digit = ((half[row] ?? 0) >>> shift) & digitMask
        const place = starts[digit] ?? 0
        spare[place] = row
        starts[digit] = place + 1
      }
      const sorted = spare
      spare = order
      order = sorted
    }
  }
  return order
}

/** Where the rows of each digit begin; null where all have the same. */
function startsOf(half: Uint32Array, shift: number): Uint32Array | null {
  const starts = new Uint32Array(digitMask + 1)
  for (let row = 0; row < half.length; row++) {
    const digit = ((half[row] ?? 0) >>> shift) & digitMask
    starts[digit] = (starts[digit] ?? 0) + 1
  }
  let start = 0
  for (let digit = 0; digit <= digitMask; digit++) {
    const rows = starts[digit] ?? 0
    if (rows === half.length) return null
    starts[digit] = start
    start += rows
  }
  return starts
}

/** The lower and the upper 32 bits of each number, turned so that they grow with it. */
function sortableHalves(values: ArrayLike<number>): [Uint32Array, Uint32Array] {
  const numbers = new Float64Array(values.length)
  // Adding 0 makes −0 the 0 that it equals.
  for (let row = 0; row < numbers.length; row++) numbers[row] = (values[row] ?? 0) + 0
  const words = new Uint32Array(numbers.buffer)
  const [lowAt, highAt] = isLittleEndian ? [0, 1] : [1, 0]
  const low = new Uint32Array(numbers.length)
  const high = new Uint32Array(numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const upper = words[2 * row + highAt] ?? 0
    const lower = words[2 * row + lowAt] ?? 0
    const isNegative = upper >>> 31 === 1
    high[row] = isNegative ? ~upper : upper | 0x80000000
    low[row] = isNegative ? ~lower : lower
  }
  return [low, high]
}
