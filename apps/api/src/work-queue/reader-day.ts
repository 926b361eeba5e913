const minute = 60_000
const day = 24 * 60 * minute

/** How far the clocks of a time zone are ahead of UTC at a moment, in minutes. */
export function utcOffsetMinutes(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** The last midnight by clocks that are so far ahead of UTC. */
export function startOfDay(at: Date, offsetMinutes: number): Date {
  const ahead = offsetMinutes * minute
  return new Date(Math.floor((at.getTime() + ahead) / day) * day - ahead)
}
