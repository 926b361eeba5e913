import type { listSessions } from '@leadglass/contracts/auth.ts'
import type { EndpointResponse } from '@leadglass/contracts/endpoint.ts'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sessionsQuery, useEndSessions } from '../auth/auth-queries.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { deviceWord } from './device-word.ts'
import styles from './users.module.css'

type SessionInfo = EndpointResponse<typeof listSessions>['items'][number]

/** Where the own account is signed in, and the way to end that. */
export function SessionsSection() {
  const sessions = useQuery(sessionsQuery())
  const end = useEndSessions()
  const items = sessions.data?.items ?? []
  const others = items.filter((session) => !session.is_current)
  return (
    <section className={styles.section} aria-labelledby="sessions-heading">
      <h2 id="sessions-heading" className={styles.heading}>
        Signed-in devices
      </h2>
      {sessions.isPending && <Skeleton height={48} />}
      {sessions.error && (
        <ErrorState message={sessions.error.message} onRetry={() => void sessions.refetch()} />
      )}
      <DialogError error={end.error} />
      {items.length > 0 && (
        <ul className={styles.sessions}>
          {items.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              isBusy={end.isPending}
              onEnd={() => end.mutate([session.id])}
            />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <Button
          variant="default"
          loading={end.isPending}
          onClick={() => end.mutate(others.map((session) => session.id))}
        >
          Sign out everywhere else
        </Button>
      )}
    </section>
  )
}

type RowProps = { session: SessionInfo; isBusy: boolean; onEnd: () => void }

function SessionRow({ session, isBusy, onEnd }: RowProps) {
  const device = deviceWord(session.user_agent)
  return (
    <li className={styles.session}>
      <span className={styles.device}>
        {device}
        <small>
          {session.ip ? `${session.ip} · ` : ''}last used <RelativeTime at={session.last_used_at} />
        </small>
      </span>
      {session.is_current ? (
        <span className={styles.here}>this device</span>
      ) : (
        <Button
          variant="default"
          size="compact-xs"
          disabled={isBusy}
          onClick={onEnd}
          aria-label={`Sign out ${device}`}
        >
          Sign out
        </Button>
      )}
    </li>
  )
}
