import type { ReactNode } from 'react'
import { ViewTabs } from '../ui/view-tabs.tsx'
import styles from './draft-page.module.css'
import type { DraftView } from './draft-search.ts'

type Props = {
  view: DraftView
  /** The preview has no room beside the rules and gets a view of its own. */
  isNarrow: boolean
  changes: number
  onChange: (view: DraftView) => void
  children: ReactNode
}

const rules = { value: 'rules', label: 'Rules' } as const
const impact = { value: 'impact', label: 'Impact' } as const

export function DraftTabs({ view, isNarrow, changes, onChange, children }: Props) {
  const label = changes === 0 ? 'Preview' : `Preview · ${changes}`
  const preview = { value: 'preview', label } as const
  return (
    <div className={styles.bar}>
      <ViewTabs<DraftView>
        label="View"
        tabs={isNarrow ? [rules, preview, impact] : [rules, impact]}
        value={view === 'preview' && !isNarrow ? 'rules' : view}
        onChange={onChange}
      />
      {children}
    </div>
  )
}
