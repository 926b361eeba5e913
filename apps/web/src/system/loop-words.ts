type Words = { readonly title: string; readonly purpose: string }

const words: Record<string, Words> = {
  score_decay: { title: 'Score decay', purpose: 'Keeps scores fresh as activities grow old' },
  retention: { title: 'Clean-up', purpose: 'Deletes what has been kept long enough' },
  rate_limit_sweep: { title: 'Rate limits', purpose: 'Forgets counters whose time is over' },
  service_minutes: { title: 'Figures of this page', purpose: 'Writes down requests and uptime' },
}

/** What a background loop is called; one without words is shown by its own name. */
export function loopTitle(name: string): string {
  return words[name]?.title ?? name.replaceAll('_', ' ')
}

export function loopPurpose(name: string): string | null {
  return words[name]?.purpose ?? null
}
