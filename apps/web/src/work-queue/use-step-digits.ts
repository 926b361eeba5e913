import { useEffect, useEffectEvent } from 'react'

/** 1 to 9 choose in an open step, unless somebody types; `choose` is told the place in the list. */
export function useStepDigits(choose: (index: number) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    const isTyping =
      target instanceof Element && target.closest('input:not([type="radio"]), textarea') !== null
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return
    event.preventDefault()
    choose(Number(event.key) - 1)
  })
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
