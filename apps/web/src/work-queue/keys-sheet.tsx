import { Kbd, Modal } from '@mantine/core'
import styles from './work-queue.module.css'

const looking = [
  { keys: ['J', '↓'], word: 'Next lead' },
  { keys: ['K', '↑'], word: 'Lead before' },
  { keys: ['Enter'], word: 'Open the lead' },
  { keys: ['W'], word: 'Why this order' },
]
const working = [
  { keys: ['E'], word: 'Done: what came of it, a note, the next follow-up' },
  { keys: ['E', 'E'], word: 'Done, nothing to tell' },
  { keys: ['H'], word: 'Snooze' },
  { keys: ['1', '…', '4'], word: 'Choose in an open step' },
  { keys: ['C'], word: 'Call' },
  { keys: ['M'], word: 'Mail' },
  { keys: ['N'], word: 'Write a note' },
  { keys: ['F'], word: 'Plan a follow-up' },
  { keys: ['Z'], word: 'Undo the last action' },
  { keys: ['Esc'], word: 'Close a step' },
]

/** Every key of the queue. */
export function KeysSheet({ isOwn, onClose }: { isOwn: boolean; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys of the Next queue" size="sm">
      <dl className={styles.sheet}>
        {[...looking, ...(isOwn ? working : []), { keys: ['?'], word: 'This sheet' }].map(
          ({ keys, word }) => (
            <div key={word} className={styles.line}>
              <dt>
                {keys.map((key, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, where a key may come twice
                  <Kbd key={index} size="xs">
                    {key}
                  </Kbd>
                ))}
              </dt>
              <dd>{word}</dd>
            </div>
          ),
        )}
      </dl>
    </Modal>
  )
}
