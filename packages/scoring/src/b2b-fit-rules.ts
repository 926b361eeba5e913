import type { FieldTest, Rule, ScoreGroup } from './scoring-model.ts'

// "president" is in "vice president" too.
const decisionMakers = [
  ...['ceo', 'cto', 'cfo', 'coo', 'cmo', 'cio', 'cro', 'cpo', 'ciso', 'chief', 'founder', 'co-founder'],
  ...['owner', 'president', 'vp', 'svp', 'evp', 'director', 'head', 'partner'],
]
const leads = ['manager', 'lead', 'supervisor', 'principal']
const learners = ['student', 'intern', 'trainee', 'apprentice']
const coreIndustries = [
  ...['software', 'saas', 'technology', 'information technology', 'it services', 'fintech', 'e-commerce'],
  ...['ecommerce', 'financial services', 'telecommunications', 'professional services', 'consulting'],
]

/**
 * Who leads of the B2B model are: role, company, reachability. The rule about competitors stands with the
 * buying signals because that is what it cancels.
 *
 * @example
 * b2bFitRules.find((rule) => rule.id === 'title-decision-maker')?.points // 6
 */
export const b2bFitRules: readonly Rule[] = [
  fitRule('title-decision-maker', 'title', 'Decides about purchases', { matchesWord: decisionMakers }, 6),
  fitRule('title-manager', 'title', 'Leads a team', { matchesWord: leads }, 3),
  fitRule('title-learner', 'title', 'Student or trainee', { matchesWord: learners }, -8),
  fitRule('company-size-small', 'company_size', 'Company of 10 to 49 people', { min: 10, max: 49 }, 3),
  fitRule('company-size-medium', 'company_size', 'Company of 50 to 999 people', { min: 50, max: 999 }, 5),
  fitRule('company-size-large', 'company_size', 'Company of 1,000 people or more', { min: 1000 }, 4),
  fitRule('industry-core', 'industry', 'Works in a core industry', { oneOf: coreIndustries }, 3),
  fitRule('email-business', 'email', 'Writes from a company address', { emailDomain: 'business' }, 3),
  fitRule('email-free', 'email', 'Writes from a private mailbox', { emailDomain: 'free' }, -2),
  fitRule('email-education', 'email', 'Writes from a school or university', { emailDomain: 'education' }, -4),
  fitRule('phone-known', 'phone', 'Phone number known', { present: true }, 1),
  fitRule('company-known', 'company', 'Company known', { present: true }, 1),
  fitRule('source-referral', 'source', 'Came by recommendation', { oneOf: ['referral', 'partner'] }, 2),
  fitRule('deal-worthwhile', 'estimated_value', 'Worth 10,000 or more', { min: 10_000 }, 2),
  competitorRule('competitor-flag', 'metadata.competitor', { oneOf: [true, 'true', 'yes'] }),
]

function fitRule(id: string, field: string, label: string, ...[test, points]: [FieldTest, number]): Rule {
  return rule('demographic_fit', id, field, label, test, points)
}

function competitorRule(id: string, field: string, test: FieldTest): Rule {
  return rule('buying_signals', id, field, 'Works for a competitor', test, -100)
}

function rule(
  group: ScoreGroup,
  id: string,
  field: string,
  label: string,
  ...[test, points]: [FieldTest, number]
): Rule {
  return { id, group, label, kind: 'field', field, test, points }
}
