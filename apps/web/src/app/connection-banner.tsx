import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { healthUrl } from '../api/api-url.ts'
import { reportAnswer, useConnection } from '../api/connection.ts'
import styles from './shell.module.css'

const askAgainMs = 5000

/** Says that the service or the network is away, asks until it is back, and then loads what is on the screen again. */
export function ConnectionBanner() {
  const connection = useConnection()
  const queryClient = useQueryClient()

  useEffect(() => {
    if (connection !== 'unavailable') return
    const timer = setInterval(async () => {
      const isBack = await fetch(healthUrl, { cache: 'no-store' }).then(
        (response) => response.ok,
        () => false,
      )
      if (!isBack) return
      reportAnswer()
      void queryClient.invalidateQueries()
    }, askAgainMs)
    return () => clearInterval(timer)
  }, [connection, queryClient])

  if (connection === 'ok') return null
  return (
    <div className={styles.banner} role="status">
      {connection === 'offline'
        ? 'You are offline. What you see may be out of date; changes cannot be saved.'
        : 'Leadglass is temporarily unavailable. It recovers by itself; what you see may be out of date.'}
    </div>
  )
}
