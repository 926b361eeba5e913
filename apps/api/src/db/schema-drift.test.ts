import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { diffToSchema } from './schema-engine.ts'
import { SQL_ONLY_INDEXES, withoutSqlOnlyIndexes } from './sql-only-indexes.ts'

const schema = readFileSync(path.resolve(import.meta.dirname, '../../../../prisma/schema.prisma'), 'utf8')

describe('the migrations and schema.prisma', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase()
  })

  afterAll(() => database.drop())

  it('describe the same database', async () => {
    expect(withoutSqlOnlyIndexes(await diffToSchema(database.url, schema))).toBe('')
  })

  it('notice a column that only one of them has', async () => {
    const [model] = /(?<=^model )\w+(?= \{$)/m.exec(schema) ?? []
    const changed = schema.replace(`model ${model} {`, `model ${model} {\n  driftProbe Int?`)
    expect(await diffToSchema(database.url, changed)).toContain('ADD COLUMN     "driftProbe" INTEGER')
  })

  it('have each index that is listed as written in SQL only', async () => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const { rows } = await client.query(
      "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname = ANY ($1)",
      [SQL_ONLY_INDEXES],
    )
    await client.end()
    expect(rows.map((row) => row.indexname).sort()).toEqual([...SQL_ONLY_INDEXES].sort())
  })
})

describe('withoutSqlOnlyIndexes', () => {
  const diff =
    '-- DropIndex\nDROP INDEX "leads_name_trgm";\n\n-- CreateTable\nCREATE TABLE "x" (\n    "id" INT\n);\n'

  it('passes over the dropping of a listed index and keeps everything else', () => {
    expect(withoutSqlOnlyIndexes(diff, ['leads_name_trgm'])).toBe(
      '-- CreateTable\nCREATE TABLE "x" (\n    "id" INT\n);',
    )
    expect(withoutSqlOnlyIndexes(diff, ['leads_name'])).toBe(diff.trim())
  })
})
