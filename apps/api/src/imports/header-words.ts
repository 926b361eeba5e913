import { importableFields } from '@leadglass/contracts/imports.ts'

export type ImportableField = (typeof importableFields)[number]

/** Other names of our fields, as exports of CRMs, mail programs and event tools write them. */
const synonyms: Record<ImportableField, string> = {
  name: 'full name|contact|contact name|lead|lead name|person|first name|firstname|given name|last name|surname|family name',
  email: 'e-mail|mail|email address|e-mail address|work email|business email|contact email',
  phone: 'telephone|tel|mobile|mobile phone|cell|cell phone|phone number|work phone|direct phone',
  company: 'company name|organization|organisation|account|account name|employer|business name|firm',
  title: 'job title|position|role|job|jobtitle',
  industry: 'sector|branch|vertical',
  company_size:
    'employees|employee count|number of employees|no of employees|headcount|size|company employees',
  country: 'country region|nation',
  location: 'city|town|place|address|city state',
  source: 'lead source|origin|channel|utm source|original source',
  status: 'lead status|stage|pipeline stage|deal stage',
  estimated_value:
    'value|deal value|amount|deal amount|opportunity amount|revenue|potential|estimated value|budget',
  outcome: 'won|is won|result|converted|won lost',
  created_at: 'created|create date|creation date|date created|opened',
  closed_at: 'closed|close date|closed date|date closed|won date|lost date',
}

const fieldOfWord = new Map<string, ImportableField>(
  importableFields.flatMap((field) =>
    [field, ...synonyms[field].split('|')].map((word): [string, ImportableField] => [
      comparable(word),
      field,
    ]),
  ),
)

/** The field that a header names, whatever its case, spaces and punctuation. */
export function fieldOfHeader(header: string): ImportableField | undefined {
  return fieldOfWord.get(comparable(header))
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
