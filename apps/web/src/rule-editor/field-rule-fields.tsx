import { Autocomplete, NativeSelect } from '@mantine/core'
import { FieldTestFields } from './field-test-fields.tsx'
import styles from './rule-editor.module.css'
import type { FieldTest, Messages, RuleOf } from './rule-types.ts'

type Props = { rule: RuleOf<'field'>; messages: Messages; onChange: (rule: RuleOf<'field'>) => void }

/** What the engine knows of a lead; further fields are `metadata.<key>`. */
const profileFields = [
  ...['title', 'industry', 'company', 'company_size', 'country', 'location', 'source', 'estimated_value'],
  ...['email', 'phone', 'status'],
]

const testKinds = [
  { value: 'oneOf', label: 'is one of' },
  { value: 'equals', label: 'is exactly' },
  { value: 'range', label: 'is a number from … to' },
  { value: 'present', label: 'is known or missing' },
  { value: 'matchesWord', label: 'has one of these words' },
  { value: 'emailDomain', label: 'is an e-mail address of a kind' },
] as const
type TestKind = (typeof testKinds)[number]['value']

const blankTests: Record<TestKind, FieldTest> = {
  oneOf: { oneOf: [] },
  equals: { equals: '' },
  range: { min: 0 },
  present: { present: true },
  matchesWord: { matchesWord: [] },
  emailDomain: { emailDomain: 'business' },
}

export function FieldRuleFields({ rule, messages, onChange }: Props) {
  return (
    <>
      <Autocomplete
        size="xs"
        className={styles.wide}
        label="Field"
        description="Of the profile, or metadata.<key>"
        placeholder="company_size"
        maxLength={80}
        data={profileFields}
        value={rule.field}
        error={messages.field}
        onChange={(field) => onChange({ ...rule, field })}
      />
      <NativeSelect
        size="xs"
        className={styles.half}
        label="Test"
        description="When it brings the points"
        data={[...testKinds]}
        value={kindOfTest(rule.test)}
        onChange={(event) => onChange({ ...rule, test: blankTests[event.currentTarget.value as TestKind] })}
      />
      <FieldTestFields
        test={rule.test}
        messages={messages}
        onChange={(test) => onChange({ ...rule, test })}
      />
    </>
  )
}

function kindOfTest(test: FieldTest): TestKind {
  return testKinds.find(({ value }) => value in test)?.value ?? 'range'
}
