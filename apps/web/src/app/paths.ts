/** Every URL of the web app. */
export const paths = {
  signIn: '/sign-in',
  register: '/register',
  home: '/',
  myLeads: '/my-leads',
  leads: '/leads',
  lead: (leadId: string) => `/leads/${encodeURIComponent(leadId)}`,
  unassigned: '/unassigned',
  team: '/team',
  users: '/users',
  imports: '/import',
  audit: '/audit',
  system: '/system',
  settings: '/settings',
  help: '/help',
} as const
