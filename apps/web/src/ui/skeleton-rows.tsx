import { Skeleton } from '@mantine/core'
import rows from './data-rows.module.css'

const widths = [62, 78, 54, 70, 84, 58, 66, 74]

/** Rows that are on their way. */
export function SkeletonRows({ count = 12 }: { count?: number }) {
  return (
    <div aria-busy>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={index} className={rows.row} style={{ gridTemplateColumns: '1fr' }}>
          <Skeleton height={12} width={`${widths[index % widths.length]}%`} my={12} />
        </div>
      ))}
    </div>
  )
}
