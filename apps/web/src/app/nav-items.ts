import { admins, anyRole, managers, type Role } from '@leadglass/contracts/auth.ts'
import {
  type Icon,
  IconActivityHeartbeat,
  IconBrain,
  IconFileImport,
  IconFlask,
  IconHistory,
  IconInbox,
  IconReportAnalytics,
  IconShieldCog,
  IconTargetArrow,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { paths } from './paths.ts'

export type NavItem = {
  readonly label: string
  readonly to: string
  readonly icon: Icon
  readonly roles: readonly Role[]
  /** Second key after `G`. */
  readonly key: string
}

const navItems: readonly NavItem[] = [
  { label: 'My Leads', to: paths.myLeads, icon: IconTargetArrow, roles: anyRole, key: 'm' },
  { label: 'Leads', to: paths.leads, icon: IconUsers, roles: anyRole, key: 'l' },
  { label: 'Unassigned', to: paths.unassigned, icon: IconInbox, roles: managers, key: 'u' },
  { label: 'Team', to: paths.team, icon: IconUsersGroup, roles: managers, key: 't' },
  { label: 'Report card', to: paths.reportCard, icon: IconReportAnalytics, roles: anyRole, key: 'c' },
  { label: 'Rule lab', to: paths.scoring, icon: IconFlask, roles: managers, key: 'r' },
  { label: 'Learned model', to: paths.learning, icon: IconBrain, roles: managers, key: 'n' },
  { label: 'Import', to: paths.imports, icon: IconFileImport, roles: managers, key: 'i' },
  { label: 'Users', to: paths.users, icon: IconShieldCog, roles: managers, key: 's' },
  { label: 'System', to: paths.system, icon: IconActivityHeartbeat, roles: admins, key: 'y' },
  { label: 'Audit log', to: paths.audit, icon: IconHistory, roles: admins, key: 'a' },
]

export function navItemsFor(role: Role): readonly NavItem[] {
  return navItems.filter((item) => item.roles.includes(role))
}
