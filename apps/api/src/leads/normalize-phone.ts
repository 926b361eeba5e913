import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'

/** A phone number as E.164 where it is one (C28); anything else stays as it was typed, so that nothing is lost. */
export function normalizePhone(phone: string | null, region: string): string | null {
  if (phone === null) return null
  const parsed = parsePhoneNumberFromString(phone, region as CountryCode)
  return parsed?.isPossible() ? parsed.number + (parsed.ext ? `;ext=${parsed.ext}` : '') : phone
}
