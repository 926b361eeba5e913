import { expect, it } from 'vitest'
import { tellError } from './tell-error.ts'

it.each([
  [new TypeError('lead is undefined'), 'TypeError: lead is undefined'],
  [new Error('connect ECONNREFUSED 10.0.0.7:5432'), 'Error: connect ECONNREFUSED …'],
  [new Error('connect ECONNREFUSED ::1:5432'), 'Error: connect ECONNREFUSED …'],
  [new Error('getaddrinfo ENOTFOUND postgres.railway.internal'), 'Error: getaddrinfo ENOTFOUND …'],
  [new Error('permission denied for user "dana"'), 'Error: permission denied for user …'],
  [new Error('mail to dana@example.com refused'), 'Error: mail to … refused'],
  [new Error('GET https://key:secret@hooks.example.com/x failed'), 'Error: GET … failed'],
  [new Error('relation "leads" does not exist\n at line 2'), 'Error: relation "leads" does not exist'],
  ['thrown as it is', 'Error: something that is not an error'],
])('tells %s in one line without hosts, users or addresses', (error, told) => {
  expect(tellError(error)).toBe(told)
})

it('tells no more than 200 characters', () => {
  expect(tellError(new Error('x'.repeat(5_000)))).toHaveLength(200)
})
