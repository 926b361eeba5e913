import type { CreateLeadInput, LeadProfile, UpdateLeadInput } from '@leadglass/contracts/leads.ts'
import { normalizePhone } from './normalize-phone.ts'

/** The profile of a new lead: what is not given is empty. */
export const emptyProfile: Omit<LeadProfile, 'name'> = {
  email: null,
  phone: null,
  company: null,
  title: null,
  industry: null,
  company_size: null,
  country: null,
  location: null,
  source: 'other',
  estimated_value: null,
  metadata: {},
}

type Changes = Omit<CreateLeadInput, 'name' | 'status' | 'owner_id'> & { name?: string | undefined }

/** Puts the given fields over what is there; absent ones stay. */
export function profileLead(
  before: LeadProfile,
  input: Changes | Omit<UpdateLeadInput, 'version'>,
  phoneRegion: string,
): LeadProfile {
  const keys = Object.keys(before) as (keyof LeadProfile)[]
  const profile = Object.fromEntries(
    keys.map((key) => [key, input[key] === undefined ? before[key] : input[key]]),
  ) as LeadProfile
  return {
    ...profile,
    phone: normalizePhone(profile.phone, phoneRegion),
    estimated_value: inCents(profile.estimated_value),
  }
}

/** As it will be stored: a rule must see the same amount before and after. */
function inCents(amount: number | null): number | null {
  return amount === null ? null : Math.round(amount * 100) / 100
}

/** The profile part of a stored lead. */
export function profileOf(lead: LeadProfile): LeadProfile {
  return {
    name: lead.name,
    email: lead.email,
    phone: lead.phone,
    company: lead.company,
    title: lead.title,
    industry: lead.industry,
    company_size: lead.company_size,
    country: lead.country,
    location: lead.location,
    source: lead.source,
    estimated_value: lead.estimated_value,
    metadata: lead.metadata,
  }
}
