import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

const durationMs = 450

/** The number on its way to a new value; at once for readers who asked for less motion. */
export function useRollingNumber(value: number): number {
  const [shown, setShown] = useState(value)
  const from = useRef(value)
  const isStill = useReducedMotion(false, { getInitialValueInEffect: false })

  useEffect(() => {
    const start = from.current
    if (start === value) return
    from.current = value
    if (isStill) {
      setShown(value)
      return
    }
    const startedAt = performance.now()
    let frame = requestAnimationFrame(function step(now) {
      const share = Math.min(1, Math.max(0, (now - startedAt) / durationMs))
      setShown(Math.round(start + (value - start) * (1 - (1 - share) ** 3)))
      if (share < 1) frame = requestAnimationFrame(step)
    })
    return () => {
      cancelAnimationFrame(frame)
      setShown(value)
    }
  }, [value, isStill])

  return shown
}
