import type { LearningSettings } from '@leadglass/contracts/learning.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import styles from './learning.module.css'
import { SettingsDialog } from './settings-dialog.tsx'
import { settingsSentences } from './settings-words.ts'

/** When models are trained and published, in words; administrators change it. */
export function LearningSettingsSection({
  settings,
  canEdit,
}: {
  settings: LearningSettings
  canEdit: boolean
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-labelledby="settings-heading" className={styles.section}>
      <div className={styles.sectionHead}>
        <h2 id="settings-heading">Schedule</h2>
        {canEdit && (
          <Button variant="default" onClick={() => setOpen(true)}>
            Change…
          </Button>
        )}
      </div>
      <ul className={styles.sentences}>
        {settingsSentences(settings).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {isOpen && <SettingsDialog settings={settings} onClose={() => setOpen(false)} />}
    </section>
  )
}
