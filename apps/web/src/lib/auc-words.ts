type Estimate = { value: number; interval: { low: number; high: number } }

const of100 = (share: number) => Math.round(100 * share)

/** `79 of 100 (72–85)`: how often the higher score belongs to the won lead of a won and a lost one. */
export function aucWords({ value, interval }: Estimate): string {
  return `${of100(value)} of 100 (${of100(interval.low)}–${of100(interval.high)})`
}

/** What the figure means to somebody who never heard of it. */
export function aucSentence(auc: Estimate): string {
  const finding = `Picks the winner out of a won and a lost lead in ${of100(auc.value)} of 100 cases`
  const range = `(between ${of100(auc.interval.low)} and ${of100(auc.interval.high)})`
  if (auc.interval.high <= 0.5) return `${finding} ${range}, which is no better than tossing a coin.`
  if (auc.interval.low <= 0.5) return `${finding} ${range}, which may be no better than tossing a coin.`
  return `${finding} ${range}; tossing a coin would in 50.`
}
