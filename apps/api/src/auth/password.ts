import { passwordMaxBytes } from '@leadglass/contracts/auth.ts'
import bcrypt from 'bcrypt'
import pLimit from 'p-limit'

const cost = 10

/** A hash takes a thread of the shared pool for some 60 ms: two at once leave the other threads to everybody else. */
const atMostTwo = pLimit(2)

/** The hash of a random password that was not kept, at the same cost: for people who do not exist (R081). */
const nobodysHash = '$2b$10$ajOWKzyDEpQAcL1TkAkZSeQnMkAmet4Sk9yDP8zzc8EAUKmB5BKTC'

export function hashPassword(password: string): Promise<string> {
  return atMostTwo(() => bcrypt.hash(password, cost))
}

/** Takes the same time whether or not there is a hash to compare with. */
export async function isPasswordOf(hash: string | undefined, given: string): Promise<boolean> {
  const matches = await atMostTwo(() => bcrypt.compare(given, hash ?? nobodysHash))
  return matches && hash !== undefined && !isCutByBcrypt(given)
}

/** bcrypt reads 72 bytes and ignores the rest, so a longer text would match the password it begins with. */
function isCutByBcrypt(given: string): boolean {
  return Buffer.byteLength(given) > passwordMaxBytes
}
