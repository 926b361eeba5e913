import { describe, expect, it } from 'vitest'
import { changedFields, cut, filledFields } from './changed-fields.ts'

const lead = { name: 'Acme', title: null as string | null, metadata: { plan: 'pro' } as object, secret: 'x' }

describe('changedFields', () => {
  it('names what differs of the given fields, those of an object one by one', () => {
    const after = { ...lead, title: 'CTO', metadata: { plan: 'pro', seats: 5 }, secret: 'y' }
    expect(changedFields(lead, after, ['name', 'title', 'metadata'])).toEqual({
      before: { title: null, 'metadata.seats': null },
      after: { title: 'CTO', 'metadata.seats': 5 },
    })
  })

  it('is null where nothing differs', () => {
    expect(changedFields(lead, { ...lead, metadata: { plan: 'pro' } }, ['name', 'metadata'])).toBeNull()
  })

  it('sees a change beyond where texts are cut', () => {
    const long = 'x'.repeat(600)
    const changed = changedFields({ text: `${long}1` }, { text: `${long}2` }, ['text'])
    expect(changed?.before.text).toBe(`${'x'.repeat(499)}…`)
  })
})

describe('filledFields', () => {
  it('leaves out what is empty', () => {
    expect(filledFields(lead, ['name', 'title', 'metadata'])).toEqual({
      name: 'Acme',
      'metadata.plan': 'pro',
    })
  })
})

describe('cut', () => {
  it('never leaves half a character', () => {
    expect(String(cut(`${'x'.repeat(9)}😀😀`, 10)).isWellFormed()).toBe(true)
    expect(cut('short', 10)).toBe('short')
  })
})
