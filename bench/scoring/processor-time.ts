/**
 * Seconds of processor that this process has taken. Work in one thread takes no longer by the clock of a machine that
 * has nothing else to do, and other work on the machine does not count.
 */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
