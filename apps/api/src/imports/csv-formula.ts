/**
 * A spreadsheet runs a cell that begins with one of these, also behind white space and control characters and in
 * their full-width forms.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what hides a formula
const formula = /^'*(?:[\s\u0000-\u001f]*[=+\-@＝＋－＠]|[\t\r])/

/** Text for a cell: an apostrophe in front makes a spreadsheet show a formula instead of running it (R062, R108). */
export function quoteFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** Takes back what `quoteFormula` added, so that an exported `+14155552671` is imported as that phone. */
export function unquoteFormula(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}
