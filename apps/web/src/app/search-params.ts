/** Search parameters are plain text in the URL, as people write and share them: `?status=new&min_score=40`. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

/**
 * For `validateSearch`: the router lays its answer over the raw parameters, so what the reader of a page leaves out has
 * to be taken out by name.
 */
export function onlyWhat<Read extends (search: Record<string, unknown>) => object>(read: Read) {
  return (search: Record<string, unknown>): ReturnType<Read> => {
    const nothing = Object.fromEntries(Object.keys(search).map((name) => [name, undefined]))
    return { ...nothing, ...read(search) } as ReturnType<Read>
  }
}
