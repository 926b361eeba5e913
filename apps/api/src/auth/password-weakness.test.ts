import { describe, expect, it } from 'vitest'
import { weaknessOf } from './password-weakness.ts'

const ann = { username: 'ann.lee', email: 'annie@acme.test', full_name: 'Ann Lee' }

describe('weaknessOf (R085)', () => {
  it.each([
    ['christopher1', 'is too common'],
    ['MASSIMILIANO', 'is too common'],
    ['leadglass-demo', 'is too common'],
    ['Password123!', 'is too common'],
    ['P@ssw0rd2024!', 'is too common'],
    ['!!!Letmein!!!', 'is too common'],
    ['aaaaaaaaaaaa', 'repeats too much'],
    ['abababababab', 'repeats too much'],
    ['tulip7tulip7tulip7', 'repeats too much'],
    ['asdfgh1234567', 'is a run of neighbouring keys, letters or digits'],
    ['lkjhgfdsa98765', 'is a run of neighbouring keys, letters or digits'],
    ['1q2w3e4r5t6y!', 'is a run of neighbouring keys, letters or digits'],
    ['xx-ANN.LEE-yy', 'must not contain the name, the username or the e-mail'],
    ['annie-is-great', 'must not contain the name, the username or the e-mail'],
    ['hello ann lee!', 'must not contain the name, the username or the e-mail'],
    ['helloAnnLee2025', 'must not contain the name, the username or the e-mail'],
  ])('says of %s that it %s', (password, weakness) => {
    expect(weaknessOf(password, ann)).toBe(weakness)
  })

  it.each([
    'four-brown-foxes-7',
    'correct horse battery',
    'TestPassword123!',
    'Ünïcödé-garden',
    '7f3Kq9zL2mXw',
  ])('accepts %s: there are no composition rules', (password) => {
    expect(weaknessOf(password, ann)).toBeNull()
  })

  it('does not hold a three-letter name against a word that contains it', () => {
    expect(
      weaknessOf('wandering-planets', { username: 'ann', email: 'ann@x.test', full_name: 'Ann' }),
    ).toBeNull()
  })
})
