import { type ReactNode, useLayoutEffect, useRef } from 'react'
import styles from './page-bar.module.css'

type Props = {
  /** Also the title of the window. */
  title: string
  /** Beside the title, muted: a count. */
  count?: ReactNode
  actions?: ReactNode
  /** A second line that stays visible with the title: tabs, filters. */
  children?: ReactNode
}

/** The top of every page: name left, actions right, what belongs to the view below; stays while the content scrolls. */
export function PageBar({ title, count, actions, children }: Props) {
  const barRef = useRef<HTMLElement>(null)
  useLayoutEffect(() => publishHeight(barRef.current), [])
  return (
    <header ref={barRef} className={styles.root}>
      <title>{`${title} · Leadglass`}</title>
      <div className={styles.line}>
        <h1 className={styles.title}>{title}</h1>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        <div className={styles.actions}>{actions}</div>
      </div>
      {children && <div className={styles.second}>{children}</div>}
    </header>
  )
}

/** The head of a table sticks right below the bar, whose height depends on its filters. */
function publishHeight(bar: HTMLElement | null): (() => void) | undefined {
  if (bar === null) return
  const root = document.documentElement
  const observer = new ResizeObserver(() =>
    root.style.setProperty('--lg-bar-height', `${bar.offsetHeight}px`),
  )
  observer.observe(bar)
  return () => observer.disconnect()
}
