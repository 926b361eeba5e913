// Who may import whom: docs/STYLE.md, section 4, as code. The folders are matched by pattern, so a new feature needs
// no new rule. Tests may import what they test with.

const test = '[.]test[.]tsx?$'
const apiFeature = '^apps/api/src/(?!db/|http/|jobs/)([^/]+)/'
const webFeature = '^apps/web/src/(?!app/|api/|ui/|lib/|test/)([^/]+)/'
const npm = (names) => `node_modules/(${names})(/|$)`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or lack a third that both import.',
      severity: 'error',
      // An endpoint names the roles that may call it, and the endpoints of auth.ts need endpoint.ts: the one pair of
      // files that know each other, by the type Role alone.
      from: { pathNot: '^packages/contracts/src/(auth|endpoint)[.]ts$' },
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that cannot be followed would pass every other rule.',
      severity: 'error',
      // The generated client exists only after `pnpm generate`.
      from: { pathNot: '/generated/' },
      to: { couldNotResolve: true, pathNot: '/generated/' },
    },
    {
      name: 'scoring-imports-nothing',
      severity: 'error',
      from: { path: '^packages/scoring/src', pathNot: test },
      to: { pathNot: '^packages/scoring/src' },
    },
    {
      name: 'contracts-import-only-zod',
      severity: 'error',
      from: { path: '^packages/contracts/src', pathNot: test },
      to: { pathNot: ['^packages/contracts/src', npm('zod')] },
    },
    {
      name: 'apps-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'only-repositories-and-db-touch-the-database',
      severity: 'error',
      from: { path: '^apps/api/src', pathNot: ['^apps/api/src/db/', '-repository[.]ts$', test] },
      to: { path: ['^apps/api/src/db/generated', npm('pg|@prisma|@types/pg')] },
    },
    {
      name: 'only-routes-and-http-know-fastify',
      comment: 'Use cases are called from jobs and scripts as well.',
      severity: 'error',
      from: {
        path: '^apps/api/src',
        // context.ts: the type of its logger is Fastify's, so that a request's own logger fits.
        pathNot: ['^apps/api/src/http/', '-routes[.]ts$', '^apps/api/src/(app|main|context)[.]ts$', test],
      },
      to: { path: npm('fastify|@fastify') },
    },
    {
      name: 'a-feature-shares-only-its-use-cases',
      severity: 'error',
      from: { path: apiFeature, pathNot: test },
      to: {
        path: `${apiFeature}.*-(routes|repository|policy|presenter)[.]ts$`,
        pathNot: '^apps/api/src/$1/',
      },
    },
    {
      name: 'repositories-import-only-db',
      severity: 'error',
      from: { path: '^apps/api/src/([^/]+)/.*-repository[.]ts$' },
      to: { path: '^apps/api/src', pathNot: ['^apps/api/src/db/', '^apps/api/src/$1/'] },
    },
    {
      name: 'repositories-of-a-feature-share-sql-only',
      comment:
        'Columns, filters and row types of one noun serve several repositories; anything that acts does not.',
      severity: 'error',
      from: { path: '^apps/api/src/([^/]+)/.*-repository[.]ts$' },
      to: {
        path: '^apps/api/src/$1/',
        pathNot: '-(repository|filters)[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'db-knows-no-feature',
      comment: 'errors.ts is the exception: paging refuses a cursor that does not belong to its list.',
      severity: 'error',
      from: { path: '^apps/api/src/db/', pathNot: test },
      to: { path: '^apps/api/src', pathNot: ['^apps/api/src/db/', '^apps/api/src/errors[.]ts$'] },
    },
    {
      name: 'web-base-imports-no-feature',
      severity: 'error',
      from: { path: '^apps/web/src/(api|ui|lib)/', pathNot: test },
      to: { path: [webFeature, '^apps/web/src/app/'] },
    },
    {
      name: 'web-ui-knows-no-server',
      severity: 'error',
      from: { path: '^apps/web/src/(ui|lib)/', pathNot: test },
      to: { path: ['^apps/web/src/api/', '^packages/contracts/', npm('@tanstack/react-query')] },
    },
    {
      name: 'web-features-do-not-import-app',
      severity: 'error',
      from: { path: webFeature, pathNot: test },
      to: { path: '^apps/web/src/app/', pathNot: '^apps/web/src/app/paths[.]ts$' },
    },
    {
      name: 'only-pages-compose-other-features',
      severity: 'error',
      from: { path: webFeature, pathNot: ['-page[.]tsx?$', test] },
      to: { path: webFeature, pathNot: ['^apps/web/src/$1/', '-queries[.]ts$'] },
    },
    {
      name: 'no-feature-imports-another-page',
      severity: 'error',
      from: { path: webFeature, pathNot: test },
      to: { path: `${webFeature}.*-page[.]tsx?$`, pathNot: '^apps/web/src/$1/' },
    },
  ],
  options: {
    // Imports of types count as well.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '/generated/'] },
    exclude: { path: ['/dist/', '/out/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
}
