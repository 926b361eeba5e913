import cluster from 'node:cluster'
import type { Server, ServerResponse } from 'node:http'
import net, { type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { primaryAnswers } from './end-together.ts'

/** What had to be cut when the time was up. */
export type Cut = { requests: number; connections: number }

export type Connections = {
  /** Takes no new connections, after those that wait to be taken. Those that are open stay, and go on asking. */
  stopListening(): Promise<void>
  /** Waits until every connection is closed or silent, and closes the silent ones; cuts the rest after `withinMs`. */
  drain(withinMs: number): Promise<Cut>
}

type Open = { running: Set<ServerResponse>; quietSince: number; bytesRead: number }

/**
 * Silence after which a client is taken to have nothing under way. Closing a connection sooner, as `server.close()`
 * does with every idle one, resets the request that its client has just written into it.
 */
const usualQuietMs = 2_000
const lookEveryMs = 50

/**
 * What a system keeps for a process that has not got round to accepting. Closing the listener resets all of them,
 * with the requests that they bring. Each turn of the event loop accepts one.
 */
const backlog = 511

/** Knows the connections of a server and what runs on each. Call it before the server listens. */
export function trackConnections(server: Server, quietMs = usualQuietMs): Connections {
  const open = new Map<Socket, Open>()
  let accepted = 0
  let isDraining = false

  server.on('connection', (socket) => {
    accepted += 1
    open.set(socket, { running: new Set(), quietSince: Date.now(), bytesRead: 0 })
    socket.once('close', () => open.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    const connection = open.get(socket)
    if (!connection) return
    connection.running.add(response)
    if (isDraining) response.shouldKeepAlive = false
    response.once('close', () => {
      connection.running.delete(response)
      connection.quietSince = Date.now()
      connection.bytesRead = socket.bytesRead
    })
  })

  /** Each connection ends with the answer that it waits for: `connection: close`. */
  function announce(): void {
    isDraining = true
    for (const { running } of open.values()) {
      for (const response of running) response.shouldKeepAlive = false
    }
  }

  function closeSilent(): void {
    const now = Date.now()
    for (const [socket, { running, quietSince, bytesRead }] of open) {
      // Bytes that belong to no request yet are the beginning of the next one.
      if (running.size === 0 && socket.bytesRead === bytesRead && now - quietSince >= quietMs)
        socket.destroy()
    }
  }

  function cutAll(): Cut {
    const left = [...open]
    for (const [socket] of left) socket.destroy()
    return {
      requests: left.reduce((sum, [, { running }]) => sum + running.size, 0),
      connections: left.filter(([, { running }]) => running.size === 0).length,
    }
  }

  return {
    async stopListening() {
      let before = -1
      for (let turn = 0; turn < backlog && accepted > before; turn++) {
        before = accepted
        await (cluster.isWorker ? primaryAnswers() : nextTurn())
        await nextTurn()
      }
      // That of `http.Server` would close idle connections as well.
      net.Server.prototype.close.call(server)
    },
    drain: (withinMs) =>
      new Promise((resolve) => {
        announce()
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

/** The same in the primary of a cluster, which does not see what it accepts. */
export async function acceptBacklog(): Promise<void> {
  for (let turn = 0; turn < backlog; turn++) await nextTurn()
}
