import path from 'node:path'
import { inputHash, onceFor } from './input-hash.ts'
import { rootDir, webDir } from './paths.ts'
import { runCommand } from './run-command.ts'

const INPUTS = ['apps/web', 'packages', 'pnpm-lock.yaml', 'tsconfig.base.json']

/** Builds the web app into apps/web/dist, unless it is there already. */
export async function buildWeb(stopping?: AbortSignal): Promise<void> {
  // Vite writes these into the bundle.
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith('VITE_'))
  const hash = inputHash(rootDir, INPUTS, JSON.stringify(settings.sort()))
  await onceFor({ name: 'web-build', hash, output: path.join(webDir, 'dist/index.html') }, async () => {
    console.log('Building the web app …')
    const code = await runCommand(['--run', 'build'], {
      cwd: webDir,
      stopping,
      env: { NODE_ENV: 'production' },
    })
    if (code !== 0) throw new Error('The web app could not be built')
  })
}

if (import.meta.main) await buildWeb()
