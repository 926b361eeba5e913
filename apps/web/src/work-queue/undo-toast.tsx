import { Kbd } from '@mantine/core'
import styles from './work-queue.module.css'

type Props = { words: string | null; onUndo: () => void }

/**
 * What was done last, and the way back. A place of its own: among the other toasts it could wait behind three that came
 * before it.
 */
export function UndoToast({ words, onUndo }: Props) {
  return (
    <output className={styles.toastPlace}>
      {words !== null && (
        <span className={styles.toast}>
          <span className={styles.toastWords}>{words}</span>
          <button type="button" className={styles.undo} onClick={onUndo}>
            Undo
            <Kbd size="xs" className={styles.keys} aria-hidden>
              Z
            </Kbd>
          </button>
        </span>
      )}
    </output>
  )
}
