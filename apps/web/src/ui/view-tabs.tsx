import styles from './view-tabs.module.css'

type Tab<Value extends string> = { readonly value: Value; readonly label: string }
type Props<Value extends string> = {
  label: string
  tabs: readonly Tab<Value>[]
  value: Value
  onChange: (value: Value) => void
}

/** Switches between views of the same list. */
export function ViewTabs<Value extends string>({ label, tabs, value, onChange }: Props<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and borders that nobody needs here
    <div className={styles.root} role="group" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}
