import type { ActivityType } from '@leadglass/contracts/activities.ts'
import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './lead-page.module.css'

export type RecordTab = 'timeline' | 'notes' | 'scores' | 'owners'

/** What is shown of the record: which part, and which of its activities. */
export type RecordView = {
  tab: RecordTab
  filter: { type: ActivityType; label: string } | null
  markedIds: readonly string[]
}

export const wholeTimeline: RecordView = { tab: 'timeline', filter: null, markedIds: [] }

type Props = {
  tab: RecordTab
  onTab: (tab: RecordTab) => void
  panels: Readonly<Record<RecordTab, ReactNode>>
}

const tabs: readonly [RecordTab, string][] = [
  ['timeline', 'Timeline'],
  ['notes', 'Notes'],
  ['scores', 'Score history'],
  ['owners', 'Owners'],
]

/** Everything that happened with a lead, by kind. */
export function LeadRecord({ tab, onTab, panels }: Props) {
  return (
    <Tabs
      value={tab}
      onChange={(next) => onTab((next ?? 'timeline') as RecordTab)}
      keepMounted={false}
      classNames={{ tab: styles.tab }}
    >
      <Tabs.List className={styles.tabs}>
        {tabs.map(([value, label]) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(([value]) => (
        <Tabs.Panel key={value} value={value}>
          {panels[value]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
