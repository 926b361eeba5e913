/**
 * Whether a value is text that is not blank.
 *
 * @example
 * isText('x') // true
 * isText(' ') // false
 */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
