import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseFault, Undo } from './fault.ts'
import { tryConnection } from './fault-postgres.ts'
import { DATABASE, endConnections, type Workplace } from './workplace.ts'

/** What may hold the database up, or leave it no room. */
export const loadFaults: readonly DatabaseFault[] = [
  {
    name: 'pool used up by slow statements',
    // 60 connections are the pool of the whole service.
    clients: 150,
    // Up to 5 s for a connection, then 4 s asleep.
    successMs: 9_500,
    inject: slowDownNotes,
    prove: countSleepers,
    proof: /^(5[5-9]|[6-9]\d) statements asleep$/,
    diagnosis: null,
    isOutage: false,
  },
  {
    name: 'table locked',
    inject: lockNotes,
    prove: ({ databaseUrl }) =>
      tryConnection(databaseUrl, 'set lock_timeout = 300; select 1 from notes limit 1'),
    proof: /55P03/,
    diagnosis: null,
    isOutage: false,
    // A row or table that somebody else holds is a conflict (reliability.md: 55P03).
    others: [409],
  },
  {
    name: 'disk full',
    inject: fillDisk,
    prove: ({ databaseUrl }) =>
      tryConnection(
        databaseUrl,
        'create table too_big as select repeat(md5(n::text), 20) from generate_series(1, 50000) n',
      ),
    proof: /53100/,
    diagnosis: null,
    isOutage: false,
  },
]

/** Every note takes 4 s to be written: soon every connection of the pool is busy with one. */
async function slowDownNotes({ postgres }: Workplace): Promise<Undo> {
  const run = (sql: string) => postgres.asAdmin(sql, DATABASE)
  await run('create table if not exists slow_switch (is_on boolean)')
  await run('grant select on slow_switch to public')
  await run('truncate slow_switch')
  await run('insert into slow_switch values (true)')
  await run(`create or replace function slow_down() returns trigger language plpgsql as $$ begin
    if (select is_on from slow_switch) then perform pg_sleep(4); end if; return new; end $$`)
  await run(
    'create or replace trigger slow_down before insert on notes for each row execute function slow_down()',
  )
  await sleep(3_000)
  return async () => {
    await run('update slow_switch set is_on = false')
    await run('drop trigger slow_down on notes')
  }
}

/** They come in waves: the highest of some seconds. */
async function countSleepers({ postgres }: Workplace): Promise<string> {
  let most = 0
  for (let look = 0; look < 40 && most < 55; look += 1) {
    const sleepers = await postgres.asAdmin("select 1 from pg_stat_activity where wait_event = 'PgSleep'")
    most = Math.max(most, sleepers.length)
    await sleep(100)
  }
  return `${most} statements asleep`
}

async function lockNotes({ postgres }: Workplace): Promise<Undo> {
  const holder = new pg.Client({ connectionString: postgres.adminUrl(DATABASE) })
  await holder.connect()
  await holder.query('begin; lock table notes in access exclusive mode')
  return () => holder.end()
}

const tmpfsMb = 64

/** The tables move to a file system of some megabytes, which is then filled. */
async function fillDisk(workplace: Workplace): Promise<Undo> {
  const { postgres } = workplace
  const folder = path.join(postgres.folder, 'small')
  mkdirSync(folder, { recursive: true })
  const { uid, gid } = statSync(path.join(postgres.folder, 'postgres'))
  const options = `size=${tmpfsMb}m,uid=${uid},gid=${gid},mode=0700`
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'leadglass', folder])
  if (mounted.status !== 0) throw new Error('no file system can be mounted here')
  const filler = path.join(folder, 'filler')
  const undo = async () => {
    rmSync(filler, { force: true })
    await moveDatabase(workplace, 'pg_default')
    await postgres.asAdmin('drop tablespace small')
    spawnSync('umount', [folder])
  }
  await postgres.asAdmin(`create tablespace small location '${folder}'`)
  await moveDatabase(workplace, 'small')
  try {
    writeFileSync(filler, Buffer.alloc(tmpfsMb * 1_048_576))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return undo
    await undo()
    throw error
  }
  return undo
}

/** It can be moved while nobody is connected: a short outage before and after. */
async function moveDatabase({ postgres, proxy }: Workplace, tablespace: string): Promise<void> {
  await proxy.refuse()
  try {
    await endConnections(postgres)
    await postgres.asAdmin(`alter database ${DATABASE} set tablespace ${tablespace}`)
  } finally {
    await proxy.pass()
  }
}
