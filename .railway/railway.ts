// Railway as code: `railway config plan` shows and `railway config apply` makes what stands here. For new projects;
// a project that is still on railway.json keeps that until Railway drops it on 2026-12-01 (`railway config migrate`).
// A service cannot be managed by both. `railway/iac` comes with Railway's command line and is no dependency of ours.
import { defineRailway, postgres, preserve, project, service } from 'railway/iac'

export default defineRailway(() => {
  const database = postgres('Postgres')

  const app = service('leadglass', {
    // The Dockerfile builds; the start command replaces its own in exec form, so Node itself receives SIGTERM.
    start: 'node apps/api/src/main.ts',
    healthcheck: '/health',
    healthcheckTimeout: 300,
    replicas: 1,
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: database.env.DATABASE_URL,
      // Set once by hand, at least 32 characters.
      SECRET_KEY: preserve(),
      // Railway allows 0 seconds between SIGTERM and SIGKILL unless this says otherwise.
      RAILWAY_DEPLOYMENT_DRAINING_SECONDS: '15',
    },
  })

  return project('leadglass', { resources: [database, app] })
})
