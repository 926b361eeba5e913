/**
 * Whether an Accept header wants HTML rather than JSON. A browser does; what takes anything, or says nothing, is a
 * program and gets JSON (R001).
 */
export function prefersPage(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map(readRange)
  return qualityOf('text', 'html', ranges) > qualityOf('application', 'json', ranges)
}

type Range = { type: string; quality: number }

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 }
}

/** The most specific range counts. */
function qualityOf(type: string, subtype: string, ranges: readonly Range[]): number {
  for (const wanted of [`${type}/${subtype}`, `${type}/*`, '*/*']) {
    const range = ranges.find((candidate) => candidate.type === wanted)
    if (range) return range.quality
  }
  return 0
}
