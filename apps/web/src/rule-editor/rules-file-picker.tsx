import { Button, Modal } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { readRulesFile } from './read-rules-file.ts'
import type { RuleDocument } from './rule-types.ts'
import styles from './rules-file-picker.module.css'

type Props = { onRead: (document: RuleDocument) => void; onClose: () => void }

/** Takes rules from a JSON file into the form; a file with problems is refused with every one of them. */
export function RulesFilePicker({ onRead, onClose }: Props) {
  const [problems, setProblems] = useState<readonly string[]>([])
  const read = (file: File) =>
    readRulesFile(file).then(
      (document) => {
        onRead(document)
        onClose()
      },
      (error: Error) => setProblems(error.message.split('; ')),
    )
  return (
    <Modal opened onClose={onClose} title="Import rules" size="md">
      <div className={styles.root}>
        <p>The rules of the file take the place of those in the form. Nothing is saved until you save.</p>
        <Button component="label" variant="default" leftSection={<IconFileUpload size={14} />}>
          Choose a JSON file
          <input
            type="file"
            className={styles.input}
            accept=".json,application/json"
            aria-label="Rules as a JSON file"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? []
              currentTarget.value = ''
              if (file) void read(file)
            }}
          />
        </Button>
        {problems.length > 0 && (
          <ul role="alert">
            {problems.slice(0, 20).map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
      </div>
    </Modal>
  )
}
