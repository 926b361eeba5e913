/**
 * A UUID of version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, a 32-bit sequence that keeps rows
 * written together in their order, and 42 bits of chance from the caller.
 */
export function uuidV7(atMs: number, sequence: number, chance: number): string {
  const time = hex(atMs, 12)
  const high = hex((sequence >>> 20) & 0xfff, 3)
  const middle = hex(0x8000 | ((sequence >>> 6) & 0x3fff), 4)
  const low = hex((sequence & 0x3f) * 2 ** 42 + (chance % 2 ** 42), 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${middle}-${low}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
