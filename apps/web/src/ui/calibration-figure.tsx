import { formatCount } from '../lib/format-count.ts'
import { percentText, rangeText } from '../lib/percent-text.ts'
import { FigureTable } from './figure-table.tsx'
import { SquarePlot } from './square-plot.tsx'

type Tenth = {
  rows: number
  predicted: number
  observed: number
  interval: { low: number; high: number }
}

/** Whether a chance of 30 % is won in 30 of 100 cases. */
export function CalibrationFigure({ tenths }: { tenths: readonly Tenth[] }) {
  const held = tenths.filter(({ predicted, interval }) => isWithin(predicted, interval)).length
  const sentence = `In ${held} of ${tenths.length} groups what was told lies within the interval of what was won.`
  const leads = tenths.reduce((sum, { rows }) => sum + rows, 0)
  const mean = (of: (tenth: Tenth) => number) =>
    percentText(tenths.reduce((sum, tenth) => sum + tenth.rows * of(tenth), 0) / Math.max(1, leads))
  const average = `On average ${mean(({ predicted }) => predicted)} was told and ${mean(({ observed }) => observed)} was won.`
  const highest = Math.max(...tenths.flatMap(({ predicted, interval }) => [predicted, interval.high]))
  return (
    <>
      <p>
        {average} {sentence}
      </p>
      <SquarePlot
        label={`Chance that was told and share that was won, for tenths of the leads. ${average} ${sentence}`}
        xLabel="% chance that was told"
        yLabel="% that were won"
        diagonal="told and won are equal"
        most={roundUp(highest)}
        points={tenths.map((tenth) => ({
          x: tenth.predicted,
          y: tenth.observed,
          ...tenth.interval,
          words: `${percentText(tenth.predicted)} told, ${percentText(tenth.observed)} won (${rangeText(tenth.interval)}), ${formatCount(tenth.rows)} leads`,
        }))}
      />
      <FigureTable
        caption="Tenths of the leads, by the chance that was told"
        columns={['Leads', 'Told', 'Won', '95 % interval']}
        rows={tenths.map(({ rows, predicted, observed, interval }) => [
          formatCount(rows),
          percentText(predicted),
          percentText(observed),
          rangeText(interval),
        ])}
      />
    </>
  )
}

function isWithin(share: number, { low, high }: Tenth['interval']): boolean {
  return share >= low && share <= high
}

/** The next of 10, 20, 40, 60, 80 and 100 %, so that rare wins do not huddle in a corner. */
function roundUp(share: number): number {
  return [0.1, 0.2, 0.4, 0.6, 0.8].find((most) => share <= most) ?? 1
}
