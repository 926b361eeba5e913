const counts = new Intl.NumberFormat('en')

/** `1,240`; `10,000+` when the server stopped counting there. */
export function formatCount(count: number, isCapped = false): string {
  return `${counts.format(count)}${isCapped ? '+' : ''}`
}

/** `1 lead`, `1,240 leads`. */
export function formatPlural(count: number, one: string, many = `${one}s`, isCapped = false): string {
  return `${formatCount(count, isCapped)} ${count === 1 && !isCapped ? one : many}`
}
