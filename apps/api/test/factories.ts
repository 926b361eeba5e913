import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '@leadglass/contracts/auth.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Db } from '../src/db/db.ts'
import { statement } from '../src/db/sql.ts'

export type TestUser = { id: string; username: string; full_name: string; role: Role }
export type TestLead = { id: string; name: string; email: string | null }

type LeadParts = Partial<{
  name: string
  email: string | null
  phone: string
  company: string
  title: string
  country: string
  location: string
  source: string
  status: string
  ownerId: string
  score: number
  classification: Classification
  createdAt: Date
}>

const insertUser = statement<TestUser>(
  'test_insert_user',
  `insert into users (email, username, full_name, role, is_active, hashed_password)
   values ($1, $2, $3, $4::role, $5, '$2b$10$abcdefghijklmnopqrstuuJ4QpsCk5rqoYX5Yz0d5cPzIY6sXh2bK')
   returning id, username, full_name, role`,
)

const insertSession = statement<{ id: string; sessionId: string }>(
  'test_insert_session',
  `insert into sessions (user_id, refresh_hash, expires_at) values ($1, $2, now() + interval '7 days')
   returning user_id as id, id as "sessionId"`,
)

/** The score is put into the fit part, so that the parts still sum to it. */
const insertLead = statement<TestLead>(
  'test_insert_lead',
  `insert into leads (name, email, phone, company, title, country, location, source, status, owner_id,
                      current_score, fit_score, classification, scoring_model_id, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9::lead_status, $10, $11, $11,
           $12::classification, (select id from scoring_models where is_active), $13)
   returning id, name, email`,
)

const insertAssignment = statement<{ id: string }>(
  'test_insert_assignment',
  `with owned as (update leads set owner_id = $2 where id = $1 and $3)
   insert into assignments (lead_id, user_id, is_primary) values ($1, $2, $3) returning id`,
)

export type Factories = ReturnType<typeof createFactories>

/** Makers of rows, straight in the database: a test says only what matters to it. */
export function createFactories({ sql }: Db) {
  let serial = 0
  const one = <Row>(rows: Row[]): Row => {
    const [row] = rows
    if (!row) throw new Error('the factory inserted nothing')
    return row
  }
  return {
    async user(username: string, role: Role = 'sales_rep', isActive = true): Promise<TestUser> {
      const fullName = username[0]?.toUpperCase() + username.slice(1)
      return one(await sql(insertUser, [`${username}@leadglass.test`, username, fullName, role, isActive]))
    },
    async session(user: Pick<TestUser, 'id'>) {
      const refreshHash = createHash('sha256').update(randomBytes(32)).digest('hex')
      return one(await sql(insertSession, [user.id, refreshHash]))
    },
    async lead(parts: LeadParts = {}): Promise<TestLead> {
      serial += 1
      const score = parts.score ?? 0
      const byScore = score >= 80 ? 'hot' : score >= 50 ? 'warm' : 'cold'
      return one(
        await sql(insertLead, [
          parts.name ?? `Lead ${serial}`,
          parts.email === undefined ? `lead${serial}@example.com` : parts.email,
          parts.phone ?? null,
          parts.company ?? null,
          parts.title ?? null,
          parts.country ?? null,
          parts.location ?? null,
          parts.source ?? 'website',
          parts.status ?? 'new',
          parts.ownerId ?? null,
          score,
          parts.classification ?? byScore,
          parts.createdAt ?? new Date(),
        ]),
      )
    },
    /** An active assignment; a primary one makes the user the owner. */
    async assignment(lead: TestLead, user: TestUser, isPrimary = true) {
      return one(await sql(insertAssignment, [lead.id, user.id, isPrimary]))
    },
  }
}
