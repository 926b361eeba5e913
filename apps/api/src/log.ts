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
export function createLog(level: string, destination: pino.DestinationStream = standardOutput()) {
  const options: pino.LoggerOptions = {
    level,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: serializeError },
    redact,
  }
  return pino(options, destination)
}

/** Written at once: what is still under way when a process ends would come last, or not at all. */
function standardOutput() {
  return pino.destination({ dest: 1, sync: true })
}

/** Standard output, with a copy of each line for `copies` where there are any. */
export function outputWith(copies: pino.DestinationStream | null): pino.DestinationStream {
  const output = standardOutput()
  if (!copies) return output
  return {
    write(line) {
      output.write(line)
      copies.write(line)
    },
  }
}
