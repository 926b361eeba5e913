import type { SignInOptions } from '@leadglass/contracts/auth.ts'
import type { Config } from '../config.ts'
import type { PublicContext } from '../context.ts'
import { demoPassword } from '../demo/demo-password.ts'
import { listActiveUsersNamed } from './credential-repository.ts'

/** Only these of the demo users are offered: one of each kind, and a second rep to transfer leads to. */
const offered = ['admin', 'manager', 'rep1', 'rep2']

export async function getSignInOptions(
  ctx: PublicContext,
  config: Pick<Config, 'publicRegistration' | 'demo' | 'supportEmail'>,
): Promise<SignInOptions> {
  const users = config.demo ? await listActiveUsersNamed(ctx.db, offered) : []
  return {
    registration_open: config.publicRegistration,
    demo_users: users.map(({ username, fullName, role }) => ({
      username,
      full_name: fullName,
      role,
      password: demoPassword,
    })),
    support_email: config.supportEmail ?? null,
  }
}
