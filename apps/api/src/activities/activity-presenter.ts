import type { Activity } from '@leadglass/contracts/leads.ts'
import type { ActivityRow } from './activity-repository.ts'

export function presentActivity({ user_id, user_name, ...row }: ActivityRow): Activity {
  return { ...row, user: user_id && user_name ? { id: user_id, full_name: user_name } : null }
}
