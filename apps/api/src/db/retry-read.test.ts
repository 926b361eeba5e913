import { describe, expect, it } from 'vitest'
import { isRead, readRetryPause, wasCut } from './retry-read.ts'

const cut = Object.assign(new Error('terminating connection'), { code: '57P01' })

describe('isRead', () => {
  it.each([
    'select 1',
    '  SELECT * from leads where updated_at > $1 and deleted_at is null',
    'with page as (select 1) select * from page',
    'select count(*) from lead_updates',
    'show server_version',
  ])('is true for %s', (text) => expect(isRead(text)).toBe(true))

  it.each([
    'insert into leads values (1) returning id',
    'update leads set name = $1',
    'with moved as (update leads set name = $1 returning id) select * from moved',
    'with gone as (delete from leads returning id) select count(*) from gone',
    'select * from leads where id = $1 for update',
    'select * from leads for no key update',
    "select pg_notify('leads', $1)",
    "select nextval('seq')",
    'select pg_advisory_xact_lock(1)',
    'select 1 into temp copy',
    'merge into leads using x on true when matched then do nothing',
    'begin',
  ])('is false for %s', (text) => expect(isRead(text)).toBe(false))
})

describe('readRetryPause', () => {
  it('allows two quick tries of a read whose connection was cut, within 2 s (C18)', () => {
    expect(readRetryPause(cut, 'select 1', 0, 10)).toBe(0)
    expect(readRetryPause(cut, 'select 1', 1, 20)).toBe(300)
    expect(readRetryPause(cut, 'select 1', 2, 400)).toBeNull()
    expect(readRetryPause(cut, 'select 1', 0, 1_600)).toBeNull()
  })

  it('allows none of a write, nor after any other failure', () => {
    expect(readRetryPause(cut, 'update leads set name = $1', 0, 0)).toBeNull()
    expect(readRetryPause(new Error('Query read timeout'), 'select 1', 0, 0)).toBeNull()
    expect(readRetryPause(Object.assign(new Error('x'), { code: '57014' }), 'select 1', 0, 0)).toBeNull()
  })
})

describe('wasCut', () => {
  it.each([
    ['ECONNRESET', 'write ECONNRESET'],
    ['EPIPE', 'write EPIPE'],
    [undefined, 'Connection terminated unexpectedly'],
    [undefined, 'Client has encountered a connection error and is not queryable'],
  ])('knows %s %s', (code, message) => expect(wasCut(Object.assign(new Error(message), { code }))).toBe(true))
})
