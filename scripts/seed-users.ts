import { connect } from '../apps/api/src/db/db.ts'
import { planSeedUsers, seedUsers } from '../apps/api/src/users/seed-users.ts'
import { migrateDatabase, withRuntimeDatabase } from './runtime-database.ts'
import { isProduction, readRuntimeEnv } from './runtime-env.ts'

// `pnpm seed:users`: makes the users admin, manager, rep1 and rep2 where they are missing.
const env = readRuntimeEnv()
const planned = planOrExit()

await withRuntimeDatabase(env, async (url) => {
  await migrateDatabase(url)
  const db = connect({ url, max: 2, onIdleError: console.error })
  try {
    const made = await seedUsers(db, planned)
    for (const { username, role } of planned) {
      const user = made.find((one) => one.username === username)
      if (!user) console.log(`${username} is there already and stays as it is`)
      else
        console.log(
          `${username} (${role}): ${user.isGenerated ? `password ${user.password}` : 'password as given'}`,
        )
    }
  } finally {
    await db.close()
  }
})

function planOrExit() {
  try {
    return planSeedUsers(env, isProduction(env))
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
}
