import type { Server } from 'node:http'
import net, { type Socket } from 'node:net'

/** What had to be cut when the time was up. */
export type Cut = { requests: number; connections: number }

export type Connections = {
  /** Takes no new connections. Those that are open stay, and go on asking. */
  stopListening(): void
  /** Waits until every connection is closed or silent, and closes the silent ones; cuts the rest after `withinMs`. */
  drain(withinMs: number): Promise<Cut>
}

type Open = { running: number; quietSince: number; bytesRead: number }

/**
 * Silence after which a client is taken to have nothing under way. Closing a connection sooner, as `server.close()`
 * does with every idle one, resets the request that its client has just written into it.
 */
const quietMs = 2_000
const lookEveryMs = 50

/** Knows the connections of a server and what runs on each. Call it before the server listens. */
export function trackConnections(server: Server): Connections {
  const open = new Map<Socket, Open>()

  server.on('connection', (socket) => {
    open.set(socket, { running: 0, quietSince: Date.now(), bytesRead: 0 })
    socket.once('close', () => open.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    const connection = open.get(socket)
    if (!connection) return
    connection.running += 1
    response.once('close', () => {
      connection.running -= 1
      connection.quietSince = Date.now()
      connection.bytesRead = socket.bytesRead
    })
  })

  function closeSilent(): void {
    const now = Date.now()
    for (const [socket, { running, quietSince, bytesRead }] of open) {
      // Bytes that belong to no request yet are the beginning of the next one.
      if (running === 0 && socket.bytesRead === bytesRead && now - quietSince >= quietMs) socket.destroy()
    }
  }

  function cutAll(): Cut {
    const left = [...open]
    for (const [socket] of left) socket.destroy()
    return {
      requests: left.reduce((sum, [, { running }]) => sum + running, 0),
      connections: left.filter(([, { running }]) => running === 0).length,
    }
  }

  return {
    // That of `http.Server` would close idle connections as well.
    stopListening: () => void net.Server.prototype.close.call(server),
    drain: (withinMs) =>
      new Promise((resolve) => {
        const giveUpAt = Date.now() + withinMs
        const timer = setInterval(() => {
          closeSilent()
          if (open.size > 0 && Date.now() < giveUpAt) return
          clearInterval(timer)
          resolve(cutAll())
        }, lookEveryMs)
      }),
  }
}
