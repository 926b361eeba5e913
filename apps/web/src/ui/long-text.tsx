import { useState } from 'react'
import styles from './long-text.module.css'

const shortLength = 480
const shortLines = 8

/** What a person wrote, with its line breaks; long text opens on request. */
export function LongText({ text }: { text: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const isLong = text.length > shortLength || text.split('\n').length > shortLines
  return (
    <div className={styles.root}>
      <p className={styles.text} data-clamped={(isLong && !isOpen) || undefined}>
        {text}
      </p>
      {isLong && (
        <button
          type="button"
          className={styles.more}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? 'Show less' : 'Show all'}
        </button>
      )}
    </div>
  )
}
