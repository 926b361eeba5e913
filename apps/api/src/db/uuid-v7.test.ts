import { describe, expect, it } from 'vitest'
import { uuidV7 } from './uuid-v7.ts'

describe('uuidV7', () => {
  it('lays out time, version, sequence and chance', () => {
    expect(uuidV7(0x0123456789ab, 0, 0)).toBe('01234567-89ab-7000-8000-000000000000')
    expect(uuidV7(0, 0xffffffff, 2 ** 42 - 1)).toBe('00000000-0000-7fff-bfff-ffffffffffff')
  })

  it('grows with time, then with the sequence, whatever the chance', () => {
    const ids = [
      uuidV7(1, 9, 5),
      uuidV7(2, 0, 2 ** 41),
      uuidV7(2, 1, 0),
      uuidV7(2, 64, 7),
      uuidV7(2, 1 << 20, 1),
    ]
    expect(ids.toSorted()).toEqual(ids)
  })
})
