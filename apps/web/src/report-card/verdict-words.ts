export const verdictWords = { too_high: 'Too high', right: 'Right', too_low: 'Too low' } as const
