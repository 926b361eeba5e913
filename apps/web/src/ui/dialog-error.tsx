import styles from './dialog-error.module.css'

type Refusal = Error & { readonly fields?: Readonly<Record<string, string>> }
type Props = { error: Refusal | null; className?: string }

/** Why a form was refused, unless its fields say it themselves. */
export function DialogError({ error, className }: Props) {
  if (error === null || Object.keys(error.fields ?? {}).length > 0) return null
  return (
    <div role="alert" className={className ? `${styles.root} ${className}` : styles.root}>
      {error.message}
    </div>
  )
}
