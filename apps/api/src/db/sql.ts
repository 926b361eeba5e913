import { createHash } from 'node:crypto'
import pg from 'pg'

/** A prepared statement: planned once per connection under its name. `Row` is what it answers. */
export type Statement<Row> = { readonly name: string | undefined; readonly text: string; readonly row?: Row }

/** Runs a statement on the pool or, inside a transaction, on its connection. */
export type Sql = <Row>(statement: Statement<Row>, values?: readonly unknown[]) => Promise<Row[]>

/** What a repository needs to run SQL: the pool, or the connection of a transaction. */
export type Db = { readonly sql: Sql }

/** A statement with a fixed text. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text }
}

const composed = new Map<string, Statement<unknown>>()

/**
 * A statement put together from fixed fragments (filters and sort orders of a list). Its name is derived from
 * its text, so that each combination is prepared once. Values never become part of the text.
 */
export function composedStatement<Row>(text: string): Statement<Row> {
  const known = composed.get(text)
  if (known) return known as Statement<Row>
  const name = `c_${createHash('sha1').update(text).digest('base64url').slice(0, 20)}`
  const made: Statement<Row> = { name, text }
  composed.set(text, made)
  return made
}

const timestamptz = 1184
const numeric = 1700
const bigint = 20

/** `2026-11-22 09:30:00.12+00` → `2026-11-22T09:30:00.120Z`; sessions run in UTC. */
export function isoFromTimestamptz(value: string): string {
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${value.slice(20, -3).padEnd(3, '0')}Z`
}

/** The same for a timestamptz inside JSON: `2026-11-22T09:30:00.12+00:00`. */
export function isoFromJson(value: string): string {
  return `${value.slice(0, 19)}.${value.slice(20, -6).padEnd(3, '0')}Z`
}

const parsers: Record<number, (value: string) => unknown> = {
  [timestamptz]: isoFromTimestamptz,
  [numeric]: Number,
  [bigint]: Number,
}

/** Times as ISO text, counts and amounts as numbers: rows are what answers show, without a second mapping. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')
  },
}

/** A statement as pg takes it. */
export function queryOf(statement: Statement<unknown>, values: readonly unknown[] = []): pg.QueryConfig {
  return {
    ...(statement.name === undefined ? {} : { name: statement.name }),
    text: statement.text,
    values: values as unknown[],
    types: types as pg.CustomTypesConfig,
  }
}

/** The `Sql` of one connection that somebody leads by himself, without limits and retries. */
export function sqlOn(client: pg.ClientBase): Sql {
  return async <Row>(statement: Statement<Row>, values?: readonly unknown[]) => {
    const { rows } = await client.query(queryOf(statement, values))
    return rows as Row[]
  }
}
