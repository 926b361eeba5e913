const units = [
  { seconds: 86_400, short: 'd' },
  { seconds: 3_600, short: 'h' },
  { seconds: 60, short: 'min' },
  { seconds: 1, short: 's' },
] as const

/** `320 ms`, `4.2 s`, `12 min`, `3 h 20 min`, `5 d 2 h`: the two largest units at most. */
export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`
  const first = units.find((unit) => seconds >= unit.seconds) ?? units[3]
  const second = units[units.indexOf(first) + 1]
  const whole = Math.floor(seconds / first.seconds)
  const rest = second ? Math.floor((seconds % first.seconds) / second.seconds) : 0
  const isRounded = rest === 0 || first.short === 'min'
  return `${whole} ${first.short}${isRounded ? '' : ` ${rest} ${second?.short}`}`
}

/** `312 MB`, `1.4 GB`. */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 1_048_576
  if (megabytes < 10) return `${Math.round(megabytes * 10) / 10} MB`
  return megabytes < 1024 ? `${Math.round(megabytes)} MB` : `${Math.round(megabytes / 102.4) / 10} GB`
}
