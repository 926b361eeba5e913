/**
 * Whether a value is a whole number from min to max, both included.
 *
 * @example
 * isWholeNumber(3, 1, 5)   // true
 * isWholeNumber(3.5, 1, 5) // false
 */
export function isWholeNumber(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max
}
