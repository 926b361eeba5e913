/** `35 %`; one decimal below ten. */
export function percent(rate: number): string {
  return `${percentNumber(rate)} %`
}

/** `27–44 %` */
export function percentRange({ low, high }: { low: number; high: number }): string {
  return `${percentNumber(low)}–${percentNumber(high)} %`
}

function percentNumber(rate: number): string {
  const value = rate * 100
  const digits = value > 0 && value < 9.95 ? 1 : 0
  return String(Number(value.toFixed(digits)))
}

/** `28,831` */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}
