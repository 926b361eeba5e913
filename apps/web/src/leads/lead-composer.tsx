import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './lead-page.module.css'

export type ComposerTab = 'note' | 'activity'

type Props = {
  tab: ComposerTab
  onTab: (tab: ComposerTab) => void
  note: ReactNode
  activity: ReactNode
}

/** Where one writes what happened; both drafts survive a change of tab. */
export function LeadComposer({ tab, onTab, note, activity }: Props) {
  return (
    <section className={styles.composer} aria-label="Write">
      <Tabs
        value={tab}
        onChange={(next) => onTab(next === 'activity' ? 'activity' : 'note')}
        classNames={{ tab: styles.tab }}
      >
        <Tabs.List>
          <Tabs.Tab value="note">Note</Tabs.Tab>
          <Tabs.Tab value="activity">Activity</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="note" className={styles.composerPanel}>
          {note}
        </Tabs.Panel>
        <Tabs.Panel value="activity" className={styles.composerPanel}>
          {activity}
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}
