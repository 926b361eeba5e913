import { runInstalled } from './bootstrap.mjs'

await runInstalled('start.ts')
