import type { Outlook } from '../src/jobs/outlook.ts'

/** An outlook by the (fake) clock alone, with the seconds of each wait; `wake` is the database coming back. */
export function fakeOutlook(reason = 'ConnectionRefused') {
  const sleeps: number[] = []
  let wake = () => {}
  const outlook: Outlook = {
    reasonOf: async () => reason,
    pause: (ms, signal) =>
      new Promise((resolve) => {
        sleeps.push(ms / 1_000)
        wake = resolve
        setTimeout(resolve, ms)
        signal.addEventListener('abort', () => resolve())
      }),
  }
  return { outlook, sleeps, wake: () => wake() }
}
