import { describe, expect, it, onTestFinished } from 'vitest'
import { startServer } from '../../test/server-process.ts'
import { createTestDatabase } from '../../test/test-database.ts'

/** The sum of the lines whose name and labels begin so. */
function sumOf(text: string, start: string): number {
  return text
    .split('\n')
    .filter((line) => line.startsWith(start))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

describe('GET /metrics of several workers (R070)', () => {
  it('counts the requests of all of them, whichever is asked', async () => {
    const database = await createTestDatabase()
    onTestFinished(() => database.drop())
    const server = await startServer({ DATABASE_URL: database.url, WEB_CONCURRENCY: '3' })
    await server.until(/3 workers listen/)
    // Each call on a connection of its own, so that the workers take turns.
    const get = async (path: string) => {
      const answer = await fetch(server.baseUrl + path, { headers: { connection: 'close' } })
      return { status: answer.status, text: await answer.text() }
    }
    for (let count = 0; count < 30; count++) expect((await get('/api/auth/me')).status).toBe(401)
    for (let asked = 1; asked <= 6; asked++) {
      const { status, text } = await get('/metrics')
      expect(status).toBe(200)
      expect(sumOf(text, 'http_requests_total{method="GET",route="/api/auth/me",status="401"}')).toBe(30)
      expect(sumOf(text, 'http_request_duration_seconds_count{method="GET",route="/api/auth/me"}')).toBe(30)
      expect(sumOf(text, 'http_requests_in_flight ')).toBe(1)
      expect(sumOf(text, 'service_workers ')).toBe(3)
      expect(sumOf(text, 'service_build_info')).toBe(1)
      expect(sumOf(text, 'process_resident_memory_bytes ')).toBeGreaterThan(100_000_000)
    }
    const startedAt = sumOf((await get('/metrics')).text, 'service_start_time_seconds ')
    const worker = server.log().find(({ msg }) => /listening on port/.test(msg))?.pid
    process.kill(Number(worker), 'SIGKILL')
    await server.until(/a worker has ended/)
    // A restart can be seen, and the new worker counts as well.
    const scraped = async () => (await get('/metrics').catch(() => ({ text: '' }))).text
    await expect.poll(async () => sumOf(await scraped(), 'service_workers '), { timeout: 20_000 }).toBe(3)
    expect(sumOf(await scraped(), 'service_start_time_seconds ')).toBeGreaterThan(startedAt)
  }, 60_000)
})
