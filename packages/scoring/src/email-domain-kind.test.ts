import { expect, it } from 'vitest'
import { emailDomainKind } from './email-domain-kind.ts'

it.each([
  ['jane@acme.example', 'business'],
  ['jane@Gmail.com', 'free'],
  ['jane@cs.ox.ac.uk', 'education'],
  ['jane', null],
  ['jane@mit.edu', 'education'],
  ['jane@unimelb.edu.au', 'education'],
  ['jane@education.example', 'business'],
  ['jane@notgmail.com', 'business'],
  [' jane@web.de ', 'free'],
  ['"odd@local"@gmail.com', 'free'],
  ['@gmail.com', null],
  ['jane@', null],
  ['jane@localhost', null],
  ['jane@acme.', null],
  ['', null],
])('says of %j: %s', (email, kind) => {
  expect(emailDomainKind(email)).toBe(kind)
})
