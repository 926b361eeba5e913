import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { messageAt } from './list-problems.ts'
import { OptionalNumberField } from './optional-number-field.tsx'
import styles from './rule-editor.module.css'
import type { FieldTest, Messages } from './rule-types.ts'
import { domainWords } from './rule-words.ts'
import { parseValue, valueText } from './value-text.ts'

type Props = { test: FieldTest; messages: Messages; onChange: (test: FieldTest) => void }

const valueHint =
  'Capitals do not matter. Numbers, true and false are taken as such; "2024" in quotes is text.'

/** The fields of a test, by its kind. */
export function FieldTestFields({ test, messages, onChange }: Props) {
  const error = messageAt(messages, 'test')
  if ('equals' in test) {
    return (
      <TextInput
        className={styles.full}
        label="Value"
        description={valueHint}
        value={valueText(test.equals)}
        error={error}
        onChange={(event) => onChange({ equals: parseValue(event.currentTarget.value) })}
      />
    )
  }
  if ('oneOf' in test) {
    return (
      <TagsInput
        size="xs"
        className={styles.full}
        label="Values"
        description={valueHint}
        placeholder="Add with Enter"
        value={test.oneOf.map(valueText)}
        error={error}
        onChange={(values) => onChange({ oneOf: values.map(parseValue) })}
      />
    )
  }
  if ('matchesWord' in test) {
    return (
      <TagsInput
        size="xs"
        className={styles.full}
        label="Words"
        description="Whole words or phrases, capitals do not matter"
        placeholder="Add with Enter"
        value={test.matchesWord}
        error={error}
        onChange={(matchesWord) => onChange({ matchesWord })}
      />
    )
  }
  if ('present' in test) {
    return (
      <NativeSelect
        size="xs"
        className={styles.half}
        label="When the field is"
        data={['known', 'missing']}
        value={test.present ? 'known' : 'missing'}
        error={error}
        onChange={(event) => onChange({ present: event.currentTarget.value === 'known' })}
      />
    )
  }
  if ('emailDomain' in test) {
    return (
      <NativeSelect
        size="xs"
        className={styles.half}
        label="Kind of address"
        data={Object.entries(domainWords).map(([value, label]) => ({ value, label }))}
        value={test.emailDomain}
        error={error}
        onChange={(event) => onChange({ emailDomain: event.currentTarget.value as keyof typeof domainWords })}
      />
    )
  }
  return <RangeFields test={test} messages={messages} onChange={onChange} />
}

type RangeTest = Extract<FieldTest, { min?: number }>

function RangeFields({ test, messages, onChange }: Props & { test: RangeTest }) {
  const set = (part: RangeTest) => onChange({ ...test, ...part })
  return (
    <>
      <OptionalNumberField
        className={styles.half}
        label="From"
        placeholder="no lower bound"
        value={test.min}
        error={messages['test.min'] ?? messages.test}
        onChange={(min) => set({ min: min ?? undefined })}
      />
      <OptionalNumberField
        className={styles.half}
        label="To"
        placeholder="no upper bound"
        value={test.max}
        error={messages['test.max']}
        onChange={(max) => set({ max: max ?? undefined })}
      />
    </>
  )
}
