import '@mantine/core/styles/ColorSwatch.css'
import '@mantine/charts/styles.css'
import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { BarChart } from '@mantine/charts'
import { formatCount } from '../lib/format-count.ts'

const series = [
  { name: 'before', label: 'Version in force', color: 'var(--mantine-color-gray-5)' },
  { name: 'after', label: 'This draft', color: 'glass.5' },
]

/** How many leads lie in each tenth of the score. */
export function ImpactChart({ distribution }: { distribution: ImpactResult['distribution'] }) {
  const data = distribution.map(({ from, before, after }) => ({ from: String(from), before, after }))
  return (
    <BarChart
      h={220}
      data={data}
      dataKey="from"
      xAxisLabel="Score, from"
      series={series}
      withLegend
      tickLine="none"
      gridAxis="x"
      valueFormatter={(leads) => formatCount(leads)}
    />
  )
}
