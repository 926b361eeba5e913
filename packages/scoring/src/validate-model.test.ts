import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { b2bModel } from './b2b-model.ts'
import { dealershipModel } from './dealership-model.ts'
import { fieldTestProblems } from './field-test-problems.ts'
import { isRecord } from './is-record.ts'
import { isText } from './is-text.ts'
import { isWholeNumber } from './is-whole-number.ts'
import { modelProblems } from './model-problems.ts'
import { ruleProblems } from './rule-problems.ts'
import { validateModel } from './validate-model.ts'

const openRule = deepFreeze({
  id: 'email-open',
  group: 'engagement',
  label: 'Opened an e-mail',
  kind: 'activity',
  activity: 'email_open',
  points: 1,
  maxCount: 5,
})
const titleRule = deepFreeze({
  id: 'title',
  group: 'demographic_fit',
  label: 'Title known',
  kind: 'field',
  field: 'title',
  test: { present: true },
  points: 1,
})
const silenceRule = deepFreeze({
  id: 'silent',
  group: 'engagement',
  label: 'Silent',
  kind: 'silence',
  activities: ['email_open'],
  days: 30,
  points: -5,
})
const model = deepFreeze({
  name: 'Test',
  thresholds: { hot: 80, warm: 50 },
  groups: {
    engagement: { cap: 40, floor: 0 },
    buying_signals: { cap: 40, floor: null },
    demographic_fit: { cap: 20, floor: -10 },
  },
  rules: [openRule, titleRule, silenceRule],
})

describe('validateModel', () => {
  it('gives back a valid model, also one that went through JSON', () => {
    expect(validateModel(model)).toBe(model)
    for (const preset of [b2bModel, dealershipModel]) {
      expect(validateModel(JSON.parse(JSON.stringify(preset)))).toEqual(preset)
    }
  })

  it('names the rule and the field', () => {
    expect(() => validateModel({ ...model, rules: [{ ...openRule, maxCount: 0 }] })).toThrow(
      new RangeError(
        'Invalid scoring model: rule "email-open": maxCount must be a whole number from 1 to 1000',
      ),
    )
  })

  it('says everything that is wrong', () => {
    const broken = { name: '', thresholds: { hot: 10, warm: 20 }, groups: {}, rules: [openRule, openRule, 7] }
    const error = thrownBy(() => validateModel(broken))
    expect(error).toBeInstanceOf(RangeError)
    expect(error.cause).toEqual([
      'name must be a text',
      'thresholds.warm must not be above thresholds.hot',
      'groups.engagement must be an object',
      'groups.buying_signals must be an object',
      'groups.demographic_fit must be an object',
      'rule 3: must be an object',
      'rule "email-open": id must be unique',
    ])
  })

  it.each([
    [null, 'the model must be an object'],
    [[], 'the model must be an object'],
    [{ ...model, rules: {} }, 'rules must be a list'],
    [{ ...model, rules: Array(501).fill(openRule) }, 'rules must be at most 500'],
    [{ ...model, thresholds: 5 }, 'thresholds must be an object'],
    [{ ...model, thresholds: { hot: 101, warm: 0 } }, 'thresholds.hot must be a number from 0 to 100'],
    [{ ...model, thresholds: { hot: 80 } }, 'thresholds.warm must be a number from 0 to 100'],
    [{ ...model, groups: null }, 'groups must be an object'],
    [{ ...model, groups: { ...model.groups, luck: { cap: 1, floor: 0 } } }, 'groups.luck is not a group'],
    [withGroup({ cap: 20.5, floor: 0 }), 'groups.engagement.cap must be a whole number from 0 to 100'],
    [
      withGroup({ cap: 20, floor: 21 }),
      'groups.engagement.floor must be null or a whole number from -1000 to the cap',
    ],
    [withGroup({ cap: 20 }), 'groups.engagement.floor must be null or a whole number from -1000 to the cap'],
  ])('refuses a model: case %#', (broken, problem) => {
    expect(thrownBy(() => validateModel(broken)).cause).toEqual([problem])
  })
})

describe('modelProblems', () => {
  it('gives the value of its example', () => {
    expect(modelProblems({ ...model, rules: [{ ...openRule, maxCount: 0 }] })).toEqual([
      {
        path: 'rules[0].maxCount',
        rule: 'rule "email-open"',
        message: 'maxCount must be a whole number from 1 to 1000',
      },
    ])
  })

  it('says where in the document each problem is', () => {
    const rules = [openRule, { ...titleRule, id: undefined, test: { min: 5, max: 1 } }, openRule, 7]
    const problems = modelProblems({ ...model, thresholds: { hot: 50, warm: 80 }, rules })
    expect(problems.map(({ path, rule }) => [path, rule])).toEqual([
      ['thresholds.warm', null],
      ['rules[1].id', 'rule 2'],
      ['rules[1].test.min', 'rule 2'],
      ['rules[3]', 'rule 4'],
      ['rules[2].id', 'rule "email-open"'],
    ])
    expect(modelProblems(null)).toEqual([{ path: '', rule: null, message: 'the model must be an object' }])
    expect(modelProblems(model)).toEqual([])
  })
})

describe('ruleProblems', () => {
  it('gives the value of its example', () => {
    expect(ruleProblems({ ...openRule, points: Number.NaN })).toEqual([
      'points must be a number from -1000 to 1000',
    ])
  })

  it.each([
    [{ ...openRule, id: undefined }, 'id must be a text'],
    [{ ...openRule, id: 'limit:x' }, 'id must not start with "limit:"'],
    [{ ...openRule, id: 'learned:x' }, 'id must not start with "learned:"'],
    [{ ...openRule, label: ' ' }, 'label must be a text'],
    [{ ...openRule, points: '3' }, 'points must be a number from -1000 to 1000'],
    [{ ...openRule, kind: 'magic' }, 'kind must be one of field, activity, silence'],
    [{ ...openRule, kind: 'constructor' }, 'kind must be one of field, activity, silence'],
    [{ ...openRule, halfLifeDays: 3 }, 'halfLifeDays is not a field of activity rules'],
    [{ ...openRule, halfLifeInDays: 0 }, 'halfLifeInDays must be null or a number above 0'],
    [{ ...openRule, windowInDays: '7' }, 'windowInDays must be null or a number above 0'],
    [{ ...openRule, activity: '' }, 'activity must be a text'],
    [{ ...titleRule, field: 3 }, 'field must be a text'],
    [{ ...titleRule, test: null }, 'test must be an object'],
    [{ ...silenceRule, activities: [] }, 'activities must be a list of texts'],
    [{ ...silenceRule, days: -1 }, 'days must be a number above 0'],
    [{ ...silenceRule, points: 1 }, 'points must not be above 0: silence never adds to a score'],
  ])('refuses a rule: case %#', (rule, problem) => {
    expect(ruleProblems(rule)).toEqual([problem])
  })

  it('accepts days that are null or left out', () => {
    expect(ruleProblems({ ...openRule, halfLifeInDays: null, windowInDays: undefined })).toEqual([])
  })
})

describe('fieldTestProblems', () => {
  it.each([
    [{ min: 5, max: 1 }, 'test.min must not be above test.max'],
    [{ min: '5' }, 'test.min must be a number'],
    [{ min: 5, equals: 5 }, 'test.equals does not belong in a range'],
    [{}, 'test must have exactly one form'],
    [{ equals: 1, present: true }, 'test must have exactly one form'],
    [{ equals: {} }, 'test.equals must be a text, number, boolean or null'],
    [{ oneOf: [] }, 'test.oneOf must be a list of texts, numbers, booleans or null'],
    [{ present: 'yes' }, 'test.present must be true or false'],
    [{ emailDomain: 'private' }, 'test.emailDomain must be free, business or education'],
    [{ matchesWord: [' '] }, 'test.matchesWord must be a list of words'],
    [{ startsWith: 'a' }, 'test.startsWith is not a test'],
  ])('refuses %j', (test, problem) => {
    expect(fieldTestProblems(test)).toEqual([problem])
  })

  it.each([[{ min: 0 }], [{ max: 0 }], [{ equals: null }], [{ present: false }], [{ oneOf: [1, null] }]])(
    'accepts %j',
    (test) => {
      expect(fieldTestProblems(test)).toEqual([])
    },
  )
})

it('tells objects, whole numbers and texts from what only looks like them', () => {
  expect([isRecord({}), isRecord([]), isRecord(null)]).toEqual([true, false, false])
  expect([isWholeNumber(3, 1, 5), isWholeNumber(3.5, 1, 5), isWholeNumber('3', 1, 5)]).toEqual([
    true,
    false,
    false,
  ])
  expect([isText('x'), isText(' '), isText(1)]).toEqual([true, false, false])
})

function withGroup(engagement: object) {
  return { ...model, groups: { ...model.groups, engagement } }
}

function thrownBy(action: () => unknown): Error {
  try {
    action()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('nothing was thrown')
}
