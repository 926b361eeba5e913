import cluster, { type Worker } from 'node:cluster'

/** From the primary: take no more connections, and end. */
export const endMessage = 'end'
/** A question with an answer: whatever the primary had for the worker has arrived before the answer. */
const pingMessage = 'ping'
const pongMessage = 'pong'
/** From a worker that takes no more connections … */
const deafMessage = 'deaf'
/** … and the answer when nobody turns away connections that another would have to take. */
const allDeafMessage = 'all deaf'

/** A primary that does not answer must not keep a worker from ending. */
const patienceMs = 1_000

export type Orders = {
  add(worker: Worker): void
  /** Tells all workers to end. */
  end(): void
}

/**
 * In the primary: the workers end together. Its own listener closes when the last of them has closed; until then it
 * takes connections, which nobody would answer if any worker had already sent its clients away.
 */
export function createOrders(): Orders {
  const listening = new Set<Worker>()
  const deaf = new Set<Worker>()
  let isEnding = false

  function strike(worker: Worker): void {
    if (listening.delete(worker)) deaf.add(worker)
    if (isEnding && listening.size > 0) return
    for (const each of deaf) tell(each, allDeafMessage)
    deaf.clear()
  }

  return {
    add(worker) {
      listening.add(worker)
      worker.on('message', (message: unknown) => {
        if (message === pingMessage) tell(worker, pongMessage)
        if (message === deafMessage) strike(worker)
      })
      worker.once('exit', () => strike(worker))
    },
    end() {
      isEnding = true
      for (const worker of listening) tell(worker, endMessage)
    },
  }
}

function tell(worker: Worker, message: string): void {
  // A worker that has just ended needs no telling.
  if (worker.isConnected()) worker.send(message, () => {})
}

/** In a worker: everything that the primary had for it a moment ago has arrived. */
export const primaryAnswers = () => exchange(pingMessage, pongMessage)

/** In a worker that has stopped listening: whom it turns away now is refused, or served by another worker. */
export const allDeaf = () => exchange(deafMessage, allDeafMessage)

function exchange(question: string, answer: string): Promise<void> {
  if (!cluster.isWorker || !process.connected) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(end, patienceMs)
    const hear = (message: unknown) => message === answer && end()
    function end(): void {
      clearTimeout(timer)
      process.off('message', hear)
      resolve()
    }
    process.on('message', hear)
    process.send?.(question, () => {})
  })
}
