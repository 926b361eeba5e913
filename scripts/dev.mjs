import { runInstalled } from './bootstrap.mjs'

await runInstalled('dev.ts')
