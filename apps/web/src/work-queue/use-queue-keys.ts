import { useEffect, useEffectEvent, useRef } from 'react'

/** How long after `G` a letter names a page. */
const goToMs = 1200

/**
 * One key, one action, wherever the focus is; off while somebody types, and where a menu or a dialog has the keys.
 * `press` answers whether it knew the key.
 */
export function useQueueKeys(press: (key: string, event: KeyboardEvent) => boolean): void {
  const goToUntil = useRef(0)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isTaken(event.target)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const isUndo = key === 'z' && (event.metaKey || event.ctrlKey) && !event.shiftKey
    if ((event.metaKey || event.ctrlKey) && !isUndo) return
    const isGoTo = Date.now() < goToUntil.current
    goToUntil.current = key === 'g' ? Date.now() + goToMs : 0
    if (!isGoTo && press(key, event)) event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Fields of text take letters; the choices of a step do not. */
function isTaken(target: EventTarget | null): boolean {
  const places =
    'input:not([type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]'
  return target instanceof Element && target.closest(places) !== null
}
