const localHost = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])(?=[:/]|$)/i

/**
 * Where the API lives. Unset means the server that delivered this page. What people put into the variable is repaired:
 * a missing protocol (http for this machine, else https), spaces, slashes at the end, a missing `/api`.
 */
export function apiUrlFrom(setting: string | undefined): string {
  const given = (setting ?? '').trim().replace(/\/+$/, '')
  if (given === '' || given === '/api') return '/api'
  if (given.startsWith('/') && !given.startsWith('//')) return withApiPath(given)
  return withApiPath(withProtocol(given))
}

function withProtocol(address: string): string {
  if (/^https?:\/\//i.test(address)) return address
  const bare = address.replace(/^\/\//, '')
  return `${localHost.test(bare) ? 'http' : 'https'}://${bare}`
}

function withApiPath(address: string): string {
  return /\/api(\/v\d+)?$/.test(address) ? address : `${address}/api`
}

export const apiUrl = apiUrlFrom(import.meta.env.VITE_API_URL)

/** The health answer lives beside `/api`, not below it. */
export const healthUrl = apiUrl.replace(/\/api(\/v\d+)?$/, '/health')
