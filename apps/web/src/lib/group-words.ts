/** The groups of a score in the words of the interface. */
export const groupWords = {
  engagement: 'Engagement',
  buying_signals: 'Buying signals',
  demographic_fit: 'Fit',
  baseline: 'Starting point',
} as const
