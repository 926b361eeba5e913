const compact = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumFractionDigits: 1,
})
const exact = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 2,
  minimumFractionDigits: 0,
})

/** `$48K`, for tables. */
export function formatMoneyShort(amount: number): string {
  return compact.format(amount)
}

/** `$48,250`. */
export function formatMoney(amount: number): string {
  return exact.format(amount)
}
