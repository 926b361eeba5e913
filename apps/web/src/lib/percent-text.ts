/** `64 %`; `0.4 %` where whole numbers would say nothing. */
export function percentText(share: number): string {
  const percent = 100 * share
  const digits = percent > 0 && percent < 1 ? 1 : 0
  return `${percent.toFixed(digits)} %`
}

/** `54–67 %`: how sure a share is. */
export function rangeText({ low, high }: { low: number; high: number }): string {
  const digits = high < 0.1 ? 1 : 0
  return `${(100 * low).toFixed(digits)}–${(100 * high).toFixed(digits)} %`
}
