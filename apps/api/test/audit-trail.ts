import type { AuditLog } from '@leadglass/contracts/audit.ts'
import { expect } from 'vitest'
import type { TestUser } from './factories.ts'
import type { TestApi } from './test-api.ts'

export type AuditTrail = {
  /** The entries since the last look, the oldest first. */
  news(): Promise<AuditLog[]>
  /** The one entry since the last look. */
  only(): Promise<AuditLog>
}

/** Reads the audit log as an admin does, over HTTP. */
export async function auditTrail(api: TestApi, admin: TestUser): Promise<AuditTrail> {
  const seen = new Set<string>()
  const news = async () => {
    const answer = await api
      .call('get', '/api/audit-logs', { as: admin, query: { per_page: '100' } })
      .expect(200)
    const fresh = (answer.body.items as AuditLog[]).filter(({ id }) => !seen.has(id)).toReversed()
    for (const { id } of fresh) seen.add(id)
    return fresh
  }
  await news()
  return {
    news,
    async only() {
      const entries = await news()
      expect(entries.map(({ action }) => action)).toHaveLength(1)
      return entries[0] as AuditLog
    },
  }
}
