import path from 'node:path'

export const rootDir = path.resolve(import.meta.dirname, '..')
export const webDir = path.join(rootDir, 'apps/web')
export const schemaFile = path.join(rootDir, 'prisma/schema.prisma')
export const migrationsDir = path.join(rootDir, 'prisma/migrations')
export const embeddedDataDir = path.join(rootDir, '.data/postgres')
export const cacheDir = path.join(rootDir, '.cache')
