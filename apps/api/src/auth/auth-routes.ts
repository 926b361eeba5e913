import type { Api } from '../http/api.ts'

export function authRoutes(_api: Api): void {}
