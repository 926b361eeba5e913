import styles from './imports.module.css'

/** First the way to the server, then the work there, whose length nobody knows. */
export function UploadProgress({ share }: { share: number }) {
  const percent = Math.round(share * 100)
  const isSent = share >= 1
  return (
    <div className={styles.progress}>
      <div
        role="progressbar"
        aria-label="Import"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={isSent ? undefined : percent}
        className={styles.track}
        data-working={isSent || undefined}
      >
        <div className={styles.bar} style={{ width: `${percent}%` }} />
      </div>
      <span>{isSent ? 'Saving and scoring the leads…' : `Uploading, ${percent} %`}</span>
    </div>
  )
}
