import http from 'node:http'

export type Asked = {
  /** Answers by status. */
  answers: Record<number, number>
  /** Requests that the server took and did not answer, by what the client saw. */
  lost: string[]
  /** Requests whose connection was refused: the server has ended. */
  refused: number
}

/**
 * Asks without a pause, each client on a connection that it keeps, until the server takes no more connections. An
 * answer that says `connection: close` is followed by a new connection, as HTTP wants it.
 */
export async function keepAsking(
  clients: number,
  request: { port: number; path: string; headers?: http.OutgoingHttpHeaders },
): Promise<Asked> {
  const asked: Asked = { answers: {}, lost: [], refused: 0 }
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
      while (await ask(agent)) {
        // Each answer is followed by the next request.
      }
      agent.destroy()
    }),
  )
  return asked

  /** False when the server is gone. */
  function ask(agent: http.Agent): Promise<boolean> {
    return new Promise((resolve) => {
      let isConnected = false
      const outgoing = http.request({ ...request, host: '127.0.0.1', agent }, (answer) => {
        answer.resume()
        answer.once('end', () => {
          const status = answer.statusCode ?? 0
          asked.answers[status] = (asked.answers[status] ?? 0) + 1
          resolve(true)
        })
        answer.once('error', (error) => lose(`answer cut: ${error.message}`))
      })
      outgoing.once('socket', (socket) => {
        if (!socket.connecting) isConnected = true
        else socket.once('connect', () => (isConnected = true))
      })
      outgoing.once('error', (error) => {
        const isReused = outgoing.reusedSocket ? 'kept' : 'new'
        if (isConnected) return lose(`${isReused} connection: ${error.message}`)
        asked.refused += 1
        resolve(false)
      })
      outgoing.end()

      function lose(how: string): void {
        asked.lost.push(how)
        resolve(false)
      }
    })
  }
}
