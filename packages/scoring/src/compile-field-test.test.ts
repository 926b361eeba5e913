import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { compileFieldTest } from './compile-field-test.ts'
import type { FieldTest, FieldValue } from './scoring-model.ts'

it('gives the values of its examples', () => {
  expect(compileFieldTest({ matchesWord: ['vp'] })('VP of Sales')).toBe(true)
  expect(compileFieldTest({ matchesWord: ['vp'] })('MVP award')).toBe(false)
  expect(compileFieldTest({ min: 50, max: 999 })(50)).toBe(true)
})

describe('a field test', () => {
  const cases: [FieldTest, FieldValue, boolean][] = [
    [{ equals: 'Software' }, ' software ', true],
    [{ equals: 'Software' }, 'Software tools', false],
    [{ equals: 3 }, 3, true],
    [{ equals: 3 }, '3', false],
    [{ equals: false }, false, true],
    [{ equals: false }, null, false],
    [{ equals: null }, null, true],
    [{ oneOf: ['unknown', null] }, null, true],
    [{ oneOf: ['unknown', null] }, 'UNKNOWN', true],
    [{ oneOf: ['unknown', null] }, 'high', false],
    [{ min: 50, max: 999 }, 999, true],
    [{ min: 50, max: 999 }, 1000, false],
    [{ min: 50 }, 1e9, true],
    [{ max: 50 }, -1, true],
    [{ min: 50 }, '60', false],
    [{ min: 50 }, null, false],
    [{ present: true }, 0, true],
    [{ present: true }, false, true],
    [{ present: true }, null, false],
    [{ present: false }, null, true],
    [{ present: false }, 'x', false],
    [{ emailDomain: 'free' }, 'a@gmail.com', true],
    [{ emailDomain: 'business' }, 'a@gmail.com', false],
    [{ emailDomain: 'business' }, null, false],
    [{ matchesWord: ['vice president'] }, 'Senior Vice President', true],
    [{ matchesWord: ['c++'] }, 'Knows C++ well', true],
    [{ matchesWord: ['sident'] }, 'Präsident', false],
    [{ matchesWord: ['cto'] }, 'Director', false],
    [{ matchesWord: ['cto'] }, 'Founder/CTO', true],
    [{ matchesWord: ['7'] }, 7, false],
  ]
  it.each(cases)('%j of %j is %s', (test, value, expected) => {
    expect(compileFieldTest(deepFreeze(test))(value)).toBe(expected)
  })
})
