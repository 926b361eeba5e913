import { activityTypes } from '@leadglass/contracts/activities.ts'
import { expect, it } from 'vitest'
import { activityWord, activityWords } from './activity-words.ts'

it('has a sentence for every activity, and reads an unknown one as it is called', () => {
  expect(Object.keys(activityWords).sort()).toEqual([...activityTypes].sort())
  expect(activityWord('showroom_visit')).toBe('Showroom visit')
})
