import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { trackConnections } from './connections.ts'

/** A server whose answers wait until they are let go, and sockets to it. */
async function slowServer() {
  const waiting: (() => void)[] = []
  const server = http.createServer((request, response) => {
    if (request.url === '/slow') waiting.push(() => response.end('late'))
    else response.end('at once')
  })
  const connections = trackConnections(server, 400)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.closeAllConnections())
  const { port } = server.address() as AddressInfo
  const connect = async () => {
    const socket = net.connect(port, '127.0.0.1')
    let received = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text
    })
    socket.on('error', (error) => {
      received += error.message
    })
    await once(socket, 'connect')
    const ask = (path: string) => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`)
    const until = async (text: string) => {
      while (!received.includes(text)) await sleep(5)
    }
    const closed = new Promise((resolve) => socket.once('close', resolve))
    return { ask, until, closed, received: () => received, socket }
  }
  return { connections, connect, release: () => waiting.splice(0).map((answer) => answer()) }
}

it('answers what an open connection still asks, and ends when all of them are silent', async () => {
  const { connections, connect } = await slowServer()
  const client = await connect()
  client.ask('/first')
  await client.until('at once')
  await connections.stopListening()
  const drained = connections.drain(10_000)
  await sleep(300)
  client.ask('/second')
  await sleep(100)
  expect(client.received().match(/at once/g)).toHaveLength(2)
  await expect(connect()).rejects.toThrow()
  await client.closed
  expect(await drained).toEqual({ requests: 0, connections: 0 })
})

it('closes a connection at once that has been silent for long', async () => {
  const { connections, connect } = await slowServer()
  const client = await connect()
  await sleep(450)
  const startedAt = Date.now()
  await connections.drain(10_000)
  await client.closed
  expect(Date.now() - startedAt).toBeLessThan(300)
})

it('waits for a running request', async () => {
  const { connections, connect, release } = await slowServer()
  const client = await connect()
  client.ask('/slow')
  await sleep(50)
  const drained = connections.drain(10_000)
  await sleep(600)
  expect(client.received()).toBe('')
  release()
  await client.until('late')
  expect(await drained).toEqual({ requests: 0, connections: 0 })
})

it('cuts what is left when the time is up, and says what that was', async () => {
  const { connections, connect } = await slowServer()
  const running = await connect()
  running.ask('/slow')
  const half = await connect()
  half.socket.write('GET /half HTTP/1.1\r\n')
  await sleep(50)
  expect(await connections.drain(200)).toEqual({ requests: 1, connections: 1 })
  await Promise.all([running.closed, half.closed])
})

it('accepts what the system has taken for it before it stops listening', async () => {
  const { connections, connect } = await slowServer()
  const early = Array.from({ length: 40 }, async () => {
    const client = await connect()
    client.ask('/first')
    await client.until('at once')
  })
  // The connections are made by the system while this process is busy.
  const busyUntil = Date.now() + 300
  await sleep(1)
  while (Date.now() < busyUntil) {}
  await connections.stopListening()
  await Promise.all(early)
})
