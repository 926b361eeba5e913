import { readFileSync } from 'node:fs'
import path from 'node:path'
import { importLeads } from '@leadglass/contracts/imports.ts'
import { streamNotifications } from '@leadglass/contracts/notifications.ts'
import { describe, expect, it } from 'vitest'
import { readConfig } from './apps/api/src/config.ts'

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8')
const config = readConfig({})

describe('deploy/leadglass.service', () => {
  const lines = read('deploy/leadglass.service').split('\n')
  const settings: Record<string, string> = Object.fromEntries(
    lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/, 2)),
  )

  it('starts Node itself, as its own user', () => {
    expect(settings.ExecStart).toBe('/usr/bin/node apps/api/src/main.ts')
    expect(settings.User).toBe('leadglass')
  })

  it('waits longer than the server needs to finish, and starts it again', () => {
    expect(Number(settings.TimeoutStopSec) * 1000).toBeGreaterThan(config.drainMs)
    expect(settings.Restart).toBe('always')
    // The primary alone gets SIGTERM; it tells its workers.
    expect(settings.KillMode).toBe('mixed')
  })
})

describe('deploy/nginx.conf', () => {
  const text = read('deploy/nginx.conf')
  const locations = [...text.matchAll(/location ~ (\S+) \{([^}]*)\}/g)].map(([, pattern, body]) => ({
    pattern: new RegExp(pattern ?? ''),
    body: body ?? '',
  }))
  const locationOf = (address: string) => locations.find(({ pattern }) => pattern.test(address))?.body ?? ''

  it('hands live streams on at once', () => {
    expect(locationOf(`/api${streamNotifications.path}`)).toContain('proxy_buffering off')
    expect(locationOf(`/api/v1${streamNotifications.path}`)).toContain('proxy_buffering off')
  })

  it('lets an import through as large as the server does, and nothing else', () => {
    const body = locationOf(`/api${importLeads.path}`)
    const [, megabytes] = /client_max_body_size (\d+)m/.exec(body) ?? []
    expect(Number(megabytes) * 1_048_576).toBeGreaterThanOrEqual(config.importMaxBytes)
    expect(body).toContain('proxy_request_buffering off')
    expect(text).toContain('client_max_body_size 1m;')
  })

  it('keeps idle connections shorter than the server does', () => {
    const [, seconds] = /keepalive_timeout (\d+)s/.exec(text) ?? []
    expect(Number(seconds) * 1000).toBeLessThan(config.serverTimeoutMs)
  })

  it('waits longer for an answer than the server takes at most', () => {
    for (const [, seconds] of text.matchAll(/proxy_read_timeout (\d+)s/g)) {
      expect(Number(seconds) * 1000).toBeGreaterThan(config.requestTimeoutMs)
    }
  })

  it('keeps metrics and diagnosis inside', () => {
    for (const address of ['/metrics', '/debug/database-url'])
      expect(locationOf(address)).toContain('deny all')
  })

  it('sets the address of the client instead of passing on what the client says', () => {
    expect(text).not.toContain('$proxy_add_x_forwarded_for')
  })
})
