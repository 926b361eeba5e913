import { lookup } from 'node:dns/promises'
import { expect, it, vi } from 'vitest'
import { parseDatabaseUrl } from './database-url.ts'
import { diagnoseDatabase } from './diagnose-database.ts'

vi.mock('node:dns/promises', () => ({ lookup: vi.fn() }))

it('asks about a name once while no name server answers, and anew when one has', async () => {
  const refusal = Object.assign(new Error('queryA EAI_AGAIN'), { code: 'EAI_AGAIN' })
  let refuse = () => {}
  vi.mocked(lookup).mockImplementation(
    () => new Promise((_resolve, reject) => (refuse = () => reject(refusal))) as never,
  )
  const diagnose = () => diagnoseDatabase(parseDatabaseUrl('postgresql://dana:x@db.test/crm'))
  for (let time = 0; time < 2; time++)
    expect(await diagnose()).toMatchObject({ type: 'connection_timeout', step: 'dns' })
  expect(lookup).toHaveBeenCalledTimes(1)
  const third = diagnose()
  refuse()
  expect(await third).toMatchObject({ type: 'dns_resolution_failure', step: 'dns' })
  const fourth = diagnose()
  refuse()
  expect(await fourth).toMatchObject({ type: 'dns_resolution_failure', step: 'dns' })
  expect(lookup).toHaveBeenCalledTimes(2)
})
