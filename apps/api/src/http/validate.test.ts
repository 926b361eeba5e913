import { expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { checkInput } from './validate.ts'

const schema = z.strictObject({
  points: z.number().min(-100).max(100).optional(),
  days: z.number().positive().optional(),
  names: z.array(z.string().min(2)).min(1).optional(),
  test: z
    .union(
      [z.strictObject({ equals: z.string() }), z.strictObject({ oneOf: z.array(z.string()) })],
      'must have one form',
    )
    .optional(),
  shape: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('field') }),
      z.object({ kind: z.literal('silence') }),
    ])
    .optional(),
})

function problemsOf(value: unknown) {
  try {
    checkInput(schema, value)
  } catch (error) {
    if (error instanceof AppError) return error.fields.map(({ field, message }) => `${field} ${message}`)
  }
  return []
}

it.each([
  [{ points: '3' }, 'points must be of type number'],
  [{ points: 101 }, 'points must be at most 100'],
  [{ days: 0 }, 'days must be above 0'],
  [{ names: [] }, 'names must have at least 1 entry'],
  [{ names: ['ab', 'c'] }, 'names[1] must have at least 2 characters'],
  [{ luck: 1 }, 'luck is not allowed'],
  [{ test: { equals: 5 } }, 'test.equals must be of type string'],
  [{ test: { oneOf: ['a', 5] } }, 'test.oneOf[1] must be of type string'],
  [{ test: {} }, 'test must have one form'],
  [{ shape: { kind: 'magic' } }, 'shape.kind must be one of field, silence'],
  [5, 'body must be of type object'],
])('says of %j: %s', (value, problem) => {
  expect(problemsOf(value)).toEqual([problem])
})
