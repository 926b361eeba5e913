import styles from './dialog-error.module.css'
import { RequestId } from './request-id.tsx'

type Refusal = Error & {
  readonly fields?: Readonly<Record<string, string>>
  readonly status?: number
  readonly requestId?: string | null
}
type Props = { error: Refusal | null; className?: string }

/** Why a form was refused, unless its fields say it themselves; for a fault of the server with what a report needs. */
export function DialogError({ error, className }: Props) {
  if (error === null || Object.keys(error.fields ?? {}).length > 0) return null
  const isFault = (error.status ?? 0) >= 500
  return (
    <div role="alert" className={className ? `${styles.root} ${className}` : styles.root}>
      {error.message}
      {isFault && error.requestId && <RequestId id={error.requestId} />}
    </div>
  )
}
