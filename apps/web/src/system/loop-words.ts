type Words = { readonly title: string; readonly purpose: string }

const words: Record<string, Words> = {
  rescore_left_behind: {
    title: 'Versions',
    purpose: 'Scores again what an earlier version of the scoring has left',
  },
  score_decay: { title: 'Score decay', purpose: 'Keeps scores fresh as activities grow old' },
  retention: { title: 'Clean-up', purpose: 'Deletes what has been kept long enough' },
  publish_scheduled: { title: 'Scheduled rules', purpose: 'Puts rules in force whose date has come' },
  retrain: { title: 'Learning', purpose: 'Trains a model when it is time and enough leads were closed' },
  judge_outcomes: { title: 'Report card', purpose: 'Judges closed leads by the score in force' },
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
