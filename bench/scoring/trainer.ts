import type { Column } from '@leadglass/scoring'

/** What a model learns from; times where the order of the rows is that of time. */
export type Lesson = { columns: readonly Column[]; outcomes: Uint8Array; times?: Float64Array }

/** Probabilities for rows, from a trained model. */
export type Predict = (columns: readonly Column[], rows: number) => Float64Array

/** A way to train. */
export type Trainer = (lesson: Lesson) => Predict
