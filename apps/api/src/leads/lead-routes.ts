import type { Api } from '../http/api.ts'

export function leadRoutes(_api: Api): void {}
