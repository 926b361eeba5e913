/** What went wrong in a run, for the system page: one short line without hosts, users or addresses. */
export function tellError(error: unknown): string {
  const { name, message } =
    error instanceof Error ? error : { name: 'Error', message: 'something that is not an error' }
  const [line = ''] = message.split('\n')
  const told = line
    .replace(/\w+:\/\/\S+/g, '…')
    .replace(/\S+@\S+/g, '…')
    .replace(/\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT) \S+/g, '$1 …')
    .replace(/\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b/g, '…')
    .replace(/\b[\w.-]+:\d{2,5}\b/g, '…')
    .replace(/\b(user|role|host) "[^"]*"/g, '$1 …')
  return `${name}: ${told}`.slice(0, 200)
}
