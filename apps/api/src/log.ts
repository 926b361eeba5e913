import pino from 'pino'

/**
 * What must not stand in a log: secrets, and what PostgreSQL tells of a row that it refused, which is the whole row
 * with its password hash.
 */
const redact = [
  '*.password',
  '*.access_token',
  '*.refresh_token',
  'headers.authorization',
  '*.detail',
  '*.where',
  '*.*.detail',
]

/** The log of the server: JSON lines on standard output, or on another stream. */
export function createLog(level: string, destination?: pino.DestinationStream) {
  const options: pino.LoggerOptions = {
    level,
    formatters: { level: (label) => ({ level: label }) },
    redact,
  }
  return destination ? pino(options, destination) : pino(options)
}
