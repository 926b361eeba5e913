import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

const file = `Contact Name,E-mail,Company Name,Job title,Employees
Vera Journey,vera@journey-import.example,Journey AG,CEO,120
Wim Journey,not an address,Journey AG,Buyer,120
"Xena
Journey",xena@journey-import.example,Journey AG,VP Sales,many
Yoko Journey,yoko@journey-import.example,<b>Journey</b>,Head of IT,45
`

it('a manager checks a file, sees its broken rows by line, imports the others and finds them scored', async () => {
  const { page, errors } = await visit()
  await signInAsDemo(page, 'manager')
  await page.getByRole('link', { name: 'Import' }).click()
  await page.getByRole('heading', { name: 'Import leads' }).waitFor()
  const upload = { name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(file) }
  await page.locator('input[type=file]').setInputFiles(upload)

  const importNow = page.getByRole('button', { name: /^Import \d+ leads?$/ })
  const check = page.getByRole('button', { name: 'Check', exact: true })
  await importNow.or(check).first().waitFor()
  if (await check.isVisible()) await check.click()
  await page.getByText('must be a valid email').waitFor()
  await page.getByText('must be a number').waitFor()
  const broken = await page.locator('table').last().innerText()
  expect(broken).toMatch(/\b3\b[\s\S]*\b4\b/)

  await importNow.click()
  await page.getByRole('heading', { name: '2 leads imported' }).waitFor()
  await page.getByRole('link', { name: 'See the new leads' }).click()
  const row = page.locator('tr', { hasText: 'Vera Journey' })
  await row.waitFor()
  expect(await row.innerText()).toMatch(/\d+\s*(Hot|Warm|Cold)/i)
  await page.getByText('<b>Journey</b>').first().waitFor()
  expect(errors).toEqual([])
})
