const currency = /^(?:[A-Z]{3}|[$€£¥])|(?:[A-Z]{3}|[$€£¥])$/g
const plain = /^-?\d+(?:\.\d+)?$/
const groupedByComma = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const groupedByPoint = /^-?\d{1,3}(?:\.\d{3})+,\d+$|^-?\d{1,3}(?:\.\d{3}){2,}$/
const decimalComma = /^-?\d+,\d+$/

/**
 * A number as people write it, null when it is none. A point is the decimal mark unless several points or a later
 * comma show that it groups thousands; a comma groups thousands where exactly three digits follow each, else it is the
 * decimal mark: `12,500.50`, `12.500,50`, `12 500`, `$12,500` and `12,5`; `1.250` is one and a quarter.
 */
export function parseNumber(text: string): number | null {
  const digits = text
    .trim()
    .replace(currency, '')
    .replace(/(?<=\d)[\s'’](?=\d{3})/g, '')
    .trim()
  if (plain.test(digits)) return Number(digits)
  if (groupedByComma.test(digits)) return Number(digits.replaceAll(',', ''))
  if (groupedByPoint.test(digits)) return Number(digits.replaceAll('.', '').replace(',', '.'))
  if (decimalComma.test(digits)) return Number(digits.replace(',', '.'))
  return null
}
