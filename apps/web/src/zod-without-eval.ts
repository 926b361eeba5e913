import { config } from 'zod/v4/core'

// Zod otherwise tries `new Function` when the first schema is made, which the content security policy reports as a
// violation. Imported first, before any contract.
config({ jitless: true })
