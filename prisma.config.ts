import { defineConfig } from 'prisma/config'

// For Prisma's command line. The application itself reads DATABASE_URL in apps/api/src/config.ts.
const url = process.env.DATABASE_URL

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
})
