import pino from 'pino'

const redact = ['*.password', '*.access_token', '*.refresh_token', 'headers.authorization', '*.*.detail']

/**
 * What must not stand in a log: the connection that an error of pg carries (user, host, the key that cancels its
 * statements), and what PostgreSQL tells of a row that it refused, which is the whole row with its password hash.
 */
function serializeError(error: Error) {
  const { client: _, detail: __, where: ___, ...told } = pino.stdSerializers.err(error)
  return told
}

/** The log of the server: JSON lines on standard output, or on another stream. */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(1)) {
  const options: pino.LoggerOptions = {
    level,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: serializeError },
    redact,
  }
  return pino(options, destination)
}

/** Standard output, with a copy of each line for `copies` where there are any. */
export function outputWith(copies: pino.DestinationStream | null): pino.DestinationStream {
  const output = pino.destination(1)
  if (!copies) return output
  return {
    write(line) {
      output.write(line)
      copies.write(line)
    },
  }
}
