/**
 * A refreshed list in its new order, except that the row which a person points at stays where it was: nothing moves
 * under a cursor.
 */
export function keepInPlace<Row>(
  former: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  heldKey: string | null,
): readonly Row[] {
  const held = rows.find((row) => keyOf(row) === heldKey)
  const place = heldKey === null ? -1 : former.indexOf(heldKey)
  if (held === undefined || place < 0) return rows
  return rows.filter((row) => row !== held).toSpliced(place, 0, held)
}
