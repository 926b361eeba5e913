import { admins, managers, type Role } from '@leadglass/contracts/auth.ts'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router'
import { currentSession } from '../api/session.ts'
import { teamQuery, unassignedLeadsQuery } from '../assignments/assignment-queries.ts'
import { readMyLeadsFilters } from '../assignments/my-leads-filters.ts'
import { readAuditFilters } from '../audit/audit-filters.ts'
import { sessionsQuery, signInOptionsQuery } from '../auth/auth-queries.ts'
import { readLeadFilters } from '../leads/lead-filters.ts'
import { leadCountsQuery, leadsQuery } from '../leads/lead-queries.ts'
import { readReportCardFilters } from '../report-card/report-card-filters.ts'
import { readReviewFilters } from '../report-card/review-filters.ts'
import { readDraftSearch } from '../rule-lab/draft-search.ts'
import { readUserSearch } from '../users/read-user-search.ts'
import { usersQuery } from '../users/user-queries.ts'
import { requireRole } from './access-denied.ts'
import { ErrorPage, NotFoundPage } from './error-page.tsx'
import { paths } from './paths.ts'
import { onlyWhat, parseSearch, stringifySearch } from './search-params.ts'
import { startLead, startMyLeads } from './start-pages.ts'

type RouterContext = { queryClient: QueryClient }

// The site as a tree. Loaders start the requests of a page while its code is still on the way and do not wait for
// them, so that the page can show its skeleton at once.
const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
})

type SignInSearch = { redirect?: string }

function readRedirect(search: Record<string, unknown>): SignInSearch {
  const target = search.redirect
  // Only a path of this app: `//host` and `/\host` would lead elsewhere.
  const isOwnPath = typeof target === 'string' && /^\/(?![/\\])/.test(target)
  return isOwnPath ? { redirect: target } : {}
}

// Named first: inside createRoute the compiler would lose their types.
const signInSearch = onlyWhat(readRedirect)
const myLeadsSearch = onlyWhat(readMyLeadsFilters)
const leadsSearch = onlyWhat(readLeadFilters)
const usersSearch = onlyWhat(readUserSearch)
const auditSearch = onlyWhat(readAuditFilters)
const draftSearch = onlyWhat(readDraftSearch)
const reportCardSearch = onlyWhat(readReportCardFilters)
const reviewSearch = onlyWhat(readReviewFilters)

function leaveWhenSignedIn({ search }: { search: SignInSearch }) {
  if (currentSession() !== null) throw redirect({ href: search.redirect ?? paths.home, replace: true })
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.signIn,
  validateSearch: signInSearch,
  beforeLoad: leaveWhenSignedIn,
  loader: ({ context }) => void context.queryClient.prefetchQuery(signInOptionsQuery()),
  component: lazyRouteComponent(() => import('../auth/sign-in-page.tsx'), 'SignInPage'),
})

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.register,
  validateSearch: signInSearch,
  beforeLoad: leaveWhenSignedIn,
  loader: ({ context }) => void context.queryClient.prefetchQuery(signInOptionsQuery()),
  component: lazyRouteComponent(() => import('../auth/register-page.tsx'), 'RegisterPage'),
})

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: ({ location }) => {
    if (currentSession() !== null) return
    const target = location.href === paths.home ? undefined : location.href
    throw redirect({ to: paths.signIn, search: { redirect: target } })
  },
  component: lazyRouteComponent(() => import('./signed-in-layout.tsx'), 'SignedInLayout'),
})

const homeOf: Record<Role, string> = { admin: paths.leads, manager: paths.leads, sales_rep: paths.myLeads }

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.home,
  beforeLoad: () => {
    throw redirect({ to: homeOf[currentSession()?.user.role ?? 'sales_rep'], replace: true })
  },
})

const myLeadsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.myLeads,
  validateSearch: myLeadsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => startMyLeads(context.queryClient, deps),
  component: lazyRouteComponent(() => import('../assignments/my-leads-page.tsx'), 'MyLeadsPage'),
})

const leadsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.leads,
  validateSearch: leadsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(leadsQuery(deps))
    void context.queryClient.prefetchQuery(leadCountsQuery())
  },
  component: lazyRouteComponent(() => import('../leads/leads-page.tsx'), 'LeadsPage'),
})

const leadRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/leads/$leadId',
  loader: ({ context: { queryClient }, params: { leadId }, cause }) => {
    // A pointer that runs down a list would ask for hundreds of answers; for a hint the code of the page is enough.
    if (cause !== 'preload') startLead(queryClient, leadId)
  },
  component: lazyRouteComponent(() => import('../leads/lead-page.tsx'), 'LeadPage'),
})

const unassignedRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.unassigned,
  beforeLoad: () => requireRole(managers),
  loader: ({ context }) => {
    void context.queryClient.prefetchInfiniteQuery(unassignedLeadsQuery())
    void context.queryClient.prefetchQuery(teamQuery())
  },
  component: lazyRouteComponent(() => import('../assignments/unassigned-page.tsx'), 'UnassignedPage'),
})

const teamRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.team,
  beforeLoad: () => requireRole(managers),
  loader: ({ context }) => void context.queryClient.prefetchQuery(teamQuery()),
  component: lazyRouteComponent(() => import('../assignments/team-page.tsx'), 'TeamPage'),
})

const usersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.users,
  validateSearch: usersSearch,
  beforeLoad: () => requireRole(managers),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(usersQuery(deps)),
  component: lazyRouteComponent(() => import('../users/users-page.tsx'), 'UsersPage'),
})

const importRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.imports,
  beforeLoad: () => requireRole(managers),
  component: lazyRouteComponent(() => import('../imports/import-page.tsx'), 'ImportPage'),
})

// Few people open the lab: not even its requests are in the code that everybody loads.
const ruleLabRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.scoring,
  beforeLoad: () => requireRole(managers),
  component: lazyRouteComponent(() => import('../rule-lab/rule-lab-page.tsx'), 'RuleLabPage'),
})

const versionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/scoring/versions/$versionId',
  beforeLoad: () => requireRole(managers),
  component: lazyRouteComponent(() => import('../rule-lab/version-page.tsx'), 'VersionPage'),
})

const draftRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/scoring/drafts/$draftId',
  validateSearch: draftSearch,
  beforeLoad: () => requireRole(managers),
  component: lazyRouteComponent(() => import('../rule-lab/draft-page.tsx'), 'DraftPage'),
})

const reportCardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.reportCard,
  validateSearch: reportCardSearch,
  component: lazyRouteComponent(() => import('../report-card/report-card-page.tsx'), 'ReportCardPage'),
})

const reviewsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.reviews,
  validateSearch: reviewSearch,
  beforeLoad: () => requireRole(managers),
  component: lazyRouteComponent(() => import('../report-card/reviews-page.tsx'), 'ReviewsPage'),
})

const learningRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.learning,
  beforeLoad: () => requireRole(managers),
  component: lazyRouteComponent(() => import('../learning/learning-page.tsx'), 'LearningPage'),
})

// Its shapes name companies and places of leads that a rep does not see.
const learnedModelRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/learning/models/$modelId',
  beforeLoad: () => requireRole(managers),
  component: lazyRouteComponent(() => import('../learning/model-page.tsx'), 'ModelPage'),
})

const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.audit,
  validateSearch: auditSearch,
  beforeLoad: () => requireRole(admins),
  // Few people open it: not even its requests are in the code that everybody loads.
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
})

const systemRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.system,
  beforeLoad: () => requireRole(admins),
  component: lazyRouteComponent(() => import('../system/system-page.tsx'), 'SystemPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.settings,
  loader: ({ context }) => void context.queryClient.prefetchQuery(sessionsQuery()),
  component: lazyRouteComponent(() => import('../users/settings-page.tsx'), 'SettingsPage'),
})

const helpRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: paths.help,
  component: lazyRouteComponent(() => import('../help/help-page.tsx'), 'HelpPage'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  registerRoute,
  signedInRoute.addChildren([
    homeRoute,
    myLeadsRoute,
    leadsRoute,
    leadRoute,
    unassignedRoute,
    teamRoute,
    usersRoute,
    ruleLabRoute,
    versionRoute,
    draftRoute,
    reportCardRoute,
    reviewsRoute,
    learningRoute,
    learnedModelRoute,
    importRoute,
    auditRoute,
    systemRoute,
    settingsRoute,
    helpRoute,
  ]),
])

export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    context: { queryClient },
    defaultErrorComponent: ErrorPage,
    defaultPreload: 'intent',
    // TanStack Query decides how old an answer may be.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
  })
}

declare module '@tanstack/react-router' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
