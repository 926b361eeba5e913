import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import styles from './learning.module.css'
import look from './model.module.css'
import { PairMap } from './pair-map.tsx'

const shownFirst = 4

/** Where two fields together say more than each alone. */
export function ModelPairs({ model }: { model: LearnedModelDetail }) {
  const [isAll, setAll] = useState(false)
  const { pairs } = model
  if (pairs.length === 0) return null
  return (
    <section aria-labelledby="pairs-heading" className={styles.section}>
      <h2 id="pairs-heading">What two fields add together</h2>
      <div className={look.pairs}>
        {(isAll ? pairs : pairs.slice(0, shownFirst)).map((pair) => (
          <PairMap key={`${pair.first} ${pair.second}`} pair={pair} model={model} />
        ))}
      </div>
      {!isAll && pairs.length > shownFirst && (
        <Button variant="default" className={styles.more} onClick={() => setAll(true)}>
          Show all {pairs.length} pairs
        </Button>
      )}
    </section>
  )
}
