import styles from './work-queue.module.css'

type Props = { words: string; onUndo: () => void }

export function UndoToast({ words, onUndo }: Props) {
  return (
    <span className={styles.toast}>
      <span className={styles.toastWords}>{words}</span>
      <button type="button" className={styles.undo} onClick={onUndo}>
        Undo
      </button>
    </span>
  )
}
