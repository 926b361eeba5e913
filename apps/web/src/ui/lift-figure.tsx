import { percentText } from '../lib/percent-text.ts'
import { FigureTable } from './figure-table.tsx'
import { SquarePlot } from './square-plot.tsx'

type Lift = readonly { share: number; captured: number }[]
type Props = { lift: Lift; topTenth: { lift: number | null; capture: number | null } }

/** How many of the won leads one finds by working the best ones first. */
export function LiftFigure({ lift, topTenth }: Props) {
  const sentence = liftSentence(lift, topTenth)
  return (
    <>
      <p>{sentence}</p>
      <SquarePlot
        label={`Won leads found by share of leads worked, best score first. ${sentence}`}
        xLabel="% of leads worked, best score first"
        yLabel="% of won leads found"
        diagonal="worked in any order"
        line={[{ x: 0, y: 0 }, ...lift.map(({ share, captured }) => ({ x: share, y: captured }))]}
      />
      <FigureTable
        caption="Won leads found, best score first"
        columns={['Leads worked', 'Won leads found']}
        rows={lift.map(({ share, captured }) => [percentText(share), percentText(captured)])}
      />
    </>
  )
}

/** `Working the best tenth first finds 38 % of the won leads; the best half finds 81 %.` */
export function liftSentence(lift: Lift, { lift: times, capture }: Props['topTenth']): string {
  const half = lift.find(({ share }) => share >= 0.4999)
  const first =
    capture === null
      ? 'There are too few leads for a best tenth.'
      : `The best tenth holds ${percentText(capture)} of the won leads${times === null ? '' : `, ${times.toFixed(1)} times what any tenth would`}.`
  return half ? `${first} The better half holds ${percentText(half.captured)}.` : first
}
