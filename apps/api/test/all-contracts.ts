import { readdirSync } from 'node:fs'
import { allEndpoints } from '@leadglass/contracts/endpoint.ts'

const contracts = new URL('../../../packages/contracts/src/', import.meta.url)
const modules = readdirSync(contracts).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
await Promise.all(modules.map((file) => import(`@leadglass/contracts/${file}`)))

/** Every operation there is: a new one is tested without being named. */
export const everyEndpoint = allEndpoints()
