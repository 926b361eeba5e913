/** The row that a key moves to from the row with the focus (null: none yet); null when the key moves nothing. */
export function rowToMoveTo(event: KeyboardEvent, from: number | null, count: number): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0 || isElsewhere(event.target)) return null
  const key = event.key.toLowerCase()
  // Arrows scroll the page until a row has been chosen.
  const isDown = key === 'j' || (event.key === 'ArrowDown' && from !== null)
  const isUp = key === 'k' || (event.key === 'ArrowUp' && from !== null)
  if (isDown) return from === null ? 0 : Math.min(count - 1, from + 1)
  if (isUp) return from === null ? 0 : Math.max(0, from - 1)
  return null
}

/** In a field, a menu or a dialog the keys belong to that. */
function isElsewhere(target: EventTarget | null): boolean {
  const places =
    'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]'
  return target instanceof Element && target.closest(places) !== null
}
