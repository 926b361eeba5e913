import '@mantine/core/styles/Progress.css'
import { Button, Progress } from '@mantine/core'
import styles from './job-progress.module.css'

type Props = {
  /** What is being done: `Measuring`, also where the work names no stage of its own. */
  title: string
  job: { status: string; progress: number; stage: string | null }
  isStopping: boolean
  /** Null for whoever may not stop it. */
  onStop: (() => void) | null
}

/** How far work in the background is, and a way to stop it. */
export function JobProgress({ title, job, isStopping, onStop }: Props) {
  const percent = Math.round(100 * job.progress)
  return (
    <section className={styles.root} aria-label={title}>
      <p role="status">
        {job.status === 'queued' ? 'Waiting for its turn…' : `${upperFirst(job.stage ?? title)}…`}{' '}
        <b>{percent} %</b>
      </p>
      <Progress value={percent} aria-label={`${title}: how far it is`} />
      {onStop && (
        <Button variant="default" loading={isStopping} onClick={onStop}>
          Stop
        </Button>
      )}
    </section>
  )
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
