import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const SCHEMA = 'schema.prisma'
const NO_CHANGE = '-- This is an empty migration.'

/** The SQL that leads from a database as it is to the schema; empty when they agree. */
export async function diffToSchema(databaseUrl: string, schema: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: databaseUrl })
  const files = [{ path: SCHEMA, content: schema }]
  const engine = await openEngine(pool, schema)
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout?.trim() === NO_CHANGE ? '' : (stdout ?? '')
  } finally {
    engine.free()
    await pool.end()
  }
}

// Prisma's command line wants a binary engine from the network. The same engine is published as WebAssembly and
// runs in this process. Only tests and scripts import this file: the packages are development dependencies.
async function openEngine(pool: pg.Pool, schema: string): Promise<bindings.SchemaEngine> {
  await loadOnce()
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => readingCatalog(await connect(), pool) as Awaited<ReturnType<typeof connect>>
  const bound = bindMigrationAwareSqlAdapterFactory(factory)
  return bindings.SchemaEngine.new({ datamodels: [[SCHEMA, schema]] }, () => {}, bound)
}

// Two things in PostgreSQL's catalog that the engine or its adapter does not take as they come:
// columns of the one-letter type "char", which the adapter refuses and the engine needs under their own name, and
// the NOT NULL constraints that PostgreSQL 18 lists beside all others, at which the engine gives up (prisma/orm#29635).
function readingCatalog(adapter: SqlDriverAdapter, pool: pg.Pool): SqlDriverAdapter {
  const letterColumns = new WeakMap<object, number[]>()
  const query = pool.query.bind(pool) as (config: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>
  const readAsText = async (config: pg.QueryArrayConfig) => {
    const result = await query(config)
    const isLetter = (field: pg.FieldDef) => field.dataTypeID === pg.types.builtins.CHAR
    letterColumns.set(
      result.rows,
      [...result.fields.keys()].filter((index) => isLetter(result.fields[index] as pg.FieldDef)),
    )
    for (const field of result.fields) if (isLetter(field)) field.dataTypeID = pg.types.builtins.TEXT
    return result
  }
  pool.query = readAsText as unknown as pg.Pool['query']
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (request) => {
    const { columnNames, columnTypes, rows } = await queryRaw(request)
    for (const index of letterColumns.get(rows) ?? []) columnTypes[index] = ColumnTypeEnum.Character
    const kind = columnNames.indexOf('constraint_type')
    return { columnNames, columnTypes, rows: rows.filter((row) => kind < 0 || row[kind] !== 'n') }
  }
  return adapter
}

let loading: Promise<void> | undefined

function loadOnce(): Promise<void> {
  loading ??= load()
  return loading
}

async function load(): Promise<void> {
  // Where the engine leaves the message of a panic. Without it a panic is a promise that never settles.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: panicked } })
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = readFileSync(script.replace(/\.js$/, '.wasm'))
  const { instance } = await wasmApi.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
}

// Node has it, and only the browser's type library declares it.
const wasmApi = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly
type WasmApi = {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>
}

function panicked(message: string): never {
  throw new Error(`Prisma's schema engine gave up: ${message}`)
}
