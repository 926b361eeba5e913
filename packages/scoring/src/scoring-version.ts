import type { PointScale } from './learned/point-scale.ts'
import type { Scorecard } from './learned/scorecard.ts'
import type { ScoringModel } from './scoring-model.ts'

/** A scorecard with a say in the score: how its log-odds become points, and its weight from 0 to 1. */
export type LearnedPart = { card: Scorecard; scale: PointScale; weight: number }

/** How leads are scored by one version: by rules, and where something was learned, by that as well. */
export type ScoringVersion = { rules: ScoringModel; learned: LearnedPart | null }
