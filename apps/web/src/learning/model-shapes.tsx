import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { Button, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import styles from './learning.module.css'
import look from './model.module.css'
import { ShapeChart } from './shape-chart.tsx'
import { pointsRange, type Shape } from './shape-figures.ts'
import { Sparkline } from './sparkline.tsx'

const shownFirst = 10

/** What each field adds to the score: the most important first, one of them large. */
export function ModelShapes({ model }: { model: LearnedModelDetail }) {
  const { shapes } = model
  const [chosen, setChosen] = useState(0)
  const [isAll, setAll] = useState(false)
  const isNarrow = useMediaQuery('(max-width: 64em)', false, { getInitialValueInEffect: false })
  const shape = shapes[chosen]
  if (!shape) {
    return (
      <section aria-labelledby="shapes-heading" className={styles.section}>
        <h2 id="shapes-heading">What each field adds</h2>
        <p className={styles.muted}>No field tells won from lost: every lead gets the average chance.</p>
      </section>
    )
  }
  return (
    <section aria-labelledby="shapes-heading" className={styles.section}>
      <h2 id="shapes-heading">What each field adds</h2>
      <p>
        Points that this model would add to the score or take from it, by the value of each field. They stand
        in the score of every lead, as they are here.
      </p>
      <div className={look.shapes}>
        <div>
          <ol className={look.shapeList}>
            {(isAll ? shapes : shapes.slice(0, shownFirst)).map((each, index) => (
              <li key={each.name}>
                <ShapeButton shape={each} isChosen={index === chosen} onChoose={() => setChosen(index)} />
                {isNarrow && index === chosen && <ShapeChart shape={each} />}
              </li>
            ))}
          </ol>
          {!isAll && shapes.length > shownFirst && (
            <Button variant="default" className={styles.more} onClick={() => setAll(true)}>
              Show all {shapes.length} fields
            </Button>
          )}
        </div>
        {!isNarrow && <ShapeChart shape={shape} />}
      </div>
    </section>
  )
}

type ButtonProps = { shape: Shape; isChosen: boolean; onChoose: () => void }

function ShapeButton({ shape, isChosen, onChoose }: ButtonProps) {
  return (
    <UnstyledButton className={look.shapeButton} aria-pressed={isChosen} onClick={onChoose}>
      <span className={look.shapeName}>
        {shape.label}
        <small>{pointsRange(shape)}</small>
      </span>
      <Sparkline shape={shape} />
    </UnstyledButton>
  )
}
