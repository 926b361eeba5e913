/** What hears of each statement: for metrics. Never values. */
export type StatementObserver = (name: string, ms: number, ok: boolean) => void

export type StatementLog = { warn(details: object, message: string): void }

type Measured = { readonly name?: string | undefined; readonly text: string }

/** Notices statements that took long (R069), and hands the figures on where somebody wants them. */
export class StatementMeter {
  observer: StatementObserver | undefined
  readonly #slowMs: number
  readonly #log: StatementLog | undefined

  constructor(slowMs: number, log: StatementLog | undefined) {
    this.#slowMs = slowMs
    this.#log = log
  }

  /** `log` is that of the request, which knows its id. */
  note(query: Measured, ms: number, ok: boolean, log: StatementLog | undefined): void {
    this.observer?.(query.name ?? 'unnamed', ms, ok)
    if (ms < this.#slowMs) return
    const told = log ?? this.#log
    // A name made from the text says nothing; the text holds no values.
    const text = query.name && !query.name.startsWith('c_') ? {} : { text: query.text.slice(0, 500) }
    told?.warn({ statement: query.name ?? 'unnamed', ms: Math.round(ms), ok, ...text }, '[SLOW_QUERY]')
  }
}
