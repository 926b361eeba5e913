/** The field may be shown only by the render that is about to happen. */
export function focusField(id: string, within?: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    element?.scrollIntoView({ block: 'center' })
    const field = within === undefined ? element : element?.querySelector<HTMLElement>(within)
    field?.focus({ preventScroll: true })
  })
}

/** Where a field of the scoring stands among the details. */
export function fieldId(field: string): string {
  return `field-${field === 'email_kind' ? 'email' : field}`
}

/** Brings a field before the reader, ready to be edited where it can be; without a place of its own, the details. */
export function showField(field: string): void {
  if (field === 'status') focusField('lead-status', 'button')
  else if (document.getElementById(fieldId(field))) focusField(fieldId(field), 'button')
  else focusField('lead-details')
}

/** Brings the record before the reader; beside the score it is there already. */
export function showRecord(record: HTMLElement | null): void {
  const isStacked = window.matchMedia('(max-width: 62em)').matches
  requestAnimationFrame(() => record?.scrollIntoView({ block: isStacked ? 'start' : 'nearest' }))
}
