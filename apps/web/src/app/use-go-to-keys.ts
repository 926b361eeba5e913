import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import type { NavItem } from './nav-items.ts'

const patienceMs = 1200

/** `G` and then a letter opens a page, as in Linear and GitHub; off while typing. */
export function useGoToKeys(items: readonly NavItem[]): void {
  const navigate = useNavigate()
  const go = useEffectEvent((key: string) => {
    const item = items.find((candidate) => candidate.key === key)
    if (item) void navigate({ to: item.to })
    return item !== undefined
  })

  useEffect(() => {
    let armedUntil = 0
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      if (Date.now() < armedUntil && go(key)) event.preventDefault()
      armedUntil = key === 'g' ? Date.now() + patienceMs : 0
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
