import { readFileSync } from 'node:fs'

export type PasswordHolder = { username: string; email: string; full_name: string }

const commonPasswords = new Set(
  readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .concat('leadglass-demo'),
)

/** Short favourites that people stretch with digits and signs: `Password123!`. */
const favourites = new Set(
  `password passwort passwords passphrase qwerty qwertz azerty letmein welcome iloveyou changeme admin administrator
   football baseball basketball dragon monkey sunshine princess superman batman master shadow secret login starwars
   whatever default guest user root test trustno abc asdf zxcvbn leadglass company summer winter spring autumn`.split(
    /\s+/,
  ),
)

const lookalikes: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  '!@#$%^&*()_+',
].flatMap((row) => [row, [...row].reverse().join('')])

/** Why a password is too easy to guess, as the end of a sentence about it, or null (R085). */
export function weaknessOf(password: string, holder: PasswordHolder): string | null {
  const lower = password.normalize('NFKC').toLowerCase()
  if (namesOf(holder).some((name) => lower.includes(name))) {
    return 'must not contain the name, the username or the e-mail'
  }
  if (commonPasswords.has(lower) || isStretchedFavourite(lower)) return 'is too common'
  if (new Set(lower).size < 5 || isOnePieceRepeated(lower)) return 'repeats too much'
  if (isRunOfKeys(lower)) return 'is a run of neighbouring keys, letters or digits'
  return null
}

/** Names of three letters occur in ordinary words by chance. */
const shortestName = 4

function namesOf({ username, email, full_name }: PasswordHolder): string[] {
  const fullName = full_name.normalize('NFKC').toLowerCase()
  return [username, email.split('@')[0] ?? '', fullName, fullName.replaceAll(/\s/g, '')]
    .map((name) => name.toLowerCase())
    .filter((name) => name.length >= shortestName)
}

function isStretchedFavourite(lower: string): boolean {
  const core = lower.replace(/^[^a-z]+/, '').replace(/[^a-z]+$/, '')
  return favourites.has(core.replaceAll(/[013457@$!]/g, (sign) => lookalikes[sign] ?? sign))
}

function isOnePieceRepeated(lower: string): boolean {
  return /^(.{1,8}?)\1+$/su.test(lower)
}

/** Made of runs of three or more that lie side by side, such as `qwerty123456`; two odd characters do not help. */
function isRunOfKeys(lower: string): boolean {
  let odd = 0
  for (let start = 0; start < lower.length; ) {
    const run = longestRun(lower, start)
    if (run < 3) odd++
    start += run < 3 ? 1 : run
  }
  return odd <= 2
}

function longestRun(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && isRun(text.slice(start, end + 1))) end++
  return end - start
}

function isRun(piece: string): boolean {
  return /^(.)\1*$/su.test(piece) || rows.some((row) => row.includes(piece))
}
