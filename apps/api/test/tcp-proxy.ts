import net from 'node:net'

export type TcpProxy = {
  readonly port: number
  /** Connections that are open now. */
  count(): number
  /** As a cable: what comes is passed on. Ends `refuse` and `hang`; what `hang` held back goes on. */
  pass(): Promise<void>
  /** Resets what is open and refuses what comes: ECONNREFUSED. */
  refuse(): Promise<void>
  /** A black hole: connections are accepted, those that are open stay open, and no byte moves either way. */
  hang(): void
  /** Resets what is open (ECONNRESET), lets new ones in. */
  reset(): void
  /** The far end of what is open goes away without a word to the near end; new ones are let in. */
  halfOpen(): void
  close(): Promise<void>
}

type Pair = { near: net.Socket; far: net.Socket | null }

/** A TCP proxy before a server, to take away the network between a client and it. */
export async function startTcpProxy(target: { host: string; port: number }, port = 0): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let isHanging = false

  function connectFar(pair: Pair): void {
    const far = net.connect(target)
    pair.far = far
    passOn(pair.near, far)
    passOn(far, pair.near)
  }

  const server = net.createServer({ noDelay: true, allowHalfOpen: false }, (near) => {
    const pair: Pair = { near, far: null }
    pairs.add(pair)
    near.on('error', () => {})
    near.on('close', () => {
      pairs.delete(pair)
      pair.far?.destroy()
    })
    if (isHanging) near.pause()
    else connectFar(pair)
  })
  await listen(server, port)
  const address = server.address()
  const ownPort = typeof address === 'object' && address ? address.port : 0

  /** Hands on what `from` says, and its end. */
  function passOn(from: net.Socket, to: net.Socket): void {
    from.on('error', () => {})
    from.on('data', (chunk) => {
      if (to.write(chunk)) return
      from.pause()
      to.once('drain', () => isHanging || from.resume())
    })
    from.on('close', () => to.destroy())
  }

  function resetAll(): void {
    for (const { near, far } of pairs) {
      near.resetAndDestroy()
      far?.destroy()
    }
    pairs.clear()
  }

  async function refuse(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    resetAll()
    await closed
  }

  return {
    port: ownPort,
    count: () => pairs.size,
    async pass() {
      isHanging = false
      if (!server.listening) await listen(server, ownPort)
      for (const pair of pairs) {
        if (!pair.far) connectFar(pair)
        pair.near.resume()
        pair.far?.resume()
      }
    },
    refuse,
    hang() {
      isHanging = true
      for (const { near, far } of pairs) {
        near.pause()
        far?.pause()
      }
    },
    reset: resetAll,
    halfOpen: () => pairs.forEach(loseFarEnd),
    close: refuse,
  }
}

function loseFarEnd({ near, far }: Pair): void {
  near.removeAllListeners('data')
  near.resume()
  far?.removeAllListeners()
  far?.on('error', () => {})
  far?.destroy()
}

function listen(server: net.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
}
