import { judge, type Scorecard } from '@leadglass/scoring'
import { randomBy, shuffled } from './random.ts'
import { type DataSet, pickSet } from './read-set.ts'
import { expectThat, heading, show } from './report.ts'
import { baseRate, engine } from './trainers.ts'

/** No signal: the outcomes are shuffled, half of the rows to learn from, half to be judged on. */
export function judgeNoSignal(set: DataSet) {
  heading(`${set.name}, no signal: outcomes shuffled`)
  const rows = set.outcomes.length
  const noise = shuffled(rows, randomBy(77))
  const lied = { columns: set.columns, outcomes: Uint8Array.from(noise, (row) => set.outcomes[row] ?? 0) }
  const order = shuffled(rows, randomBy(78))
  const lesson = pickSet(lied, order.slice(0, rows >> 1))
  const rest = pickSet(lied, order.slice(rows >> 1))
  let reason = ''
  const train = engine('auto', [], (card: Scorecard) => {
    reason = card.training.reason
  })
  const own = judge(rest.outcomes, train(lesson)(rest.columns, rest.outcomes.length))
  const base = judge(rest.outcomes, baseRate(lesson)(rest.columns, rest.outcomes.length))
  const most = base.logLoss + 0.005
  expectThat(`log-loss ≤ ${show(most)}`, own.logLoss <= most, show(own.logLoss))
  expectThat('says "no reliable signal"', reason.includes('no reliable signal'), reason)
}
