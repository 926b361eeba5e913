import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { openLogFiles } from './log-files.ts'
import { openRotatingFile } from './rotating-file.ts'

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'leadglass-log-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

it('puts a full file aside and keeps so many of them, without losing a line', async () => {
  const file = path.join(folder(), 'logs/app.log')
  const warnings: string[] = []
  const log = openRotatingFile({ path: file, maxBytes: 100, kept: 2, warn: (text) => warnings.push(text) })
  for (let line = 0; line < 11; line++) log.write(`line ${line} ${'x'.repeat(40)}\n`)
  await log.close()
  expect(readdirSync(path.dirname(file)).toSorted()).toEqual(['app.log', 'app.log.1', 'app.log.2'])
  const kept = ['app.log.2', 'app.log.1', 'app.log']
    .map((name) => readFileSync(path.join(path.dirname(file), name), 'utf8'))
    .join('')
  expect([...kept.matchAll(/^line (\d+)/gm)].map(([, number]) => number)).toEqual([
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
  ])
  expect(warnings).toEqual([])
})

it('goes on with the file of the start before', async () => {
  const file = path.join(folder(), 'app.log')
  for (const text of ['first\n', 'second\n']) {
    const log = openRotatingFile({ path: file, maxBytes: 1_000, kept: 2, warn: () => {} })
    log.write(text)
    await log.close()
  }
  expect(readFileSync(file, 'utf8')).toBe('first\nsecond\n')
})

it('warns once about a path that cannot be written, and writes again when it can', async () => {
  const place = folder()
  const inTheWay = path.join(place, 'logs')
  writeFileSync(inTheWay, 'a file where the folder should be')
  const file = path.join(inTheWay, 'app.log')
  const warnings: string[] = []
  const log = openRotatingFile({
    path: file,
    maxBytes: 1_000,
    kept: 2,
    warn: (text) => warnings.push(text),
    retryMs: 50,
  })
  for (let line = 0; line < 5; line++) {
    log.write(`lost ${line}\n`)
    await sleep(30)
  }
  expect(warnings).toEqual([expect.stringContaining(`${file} cannot be written`)])
  rmSync(inTheWay)
  mkdirSync(inTheWay)
  await sleep(60)
  log.write('back again\n')
  await sleep(100)
  await log.close()
  expect(readFileSync(file, 'utf8')).toContain('back again')
  expect(warnings).toHaveLength(1)
})

it('sends requests to the access log and the rest to the text, or all to the text where it is alone', async () => {
  const place = folder()
  const settings = { maxBytes: 1_000_000, kept: 1 }
  const request = { level: 'info', time: 0, msg: 'request', statusCode: 200, path: '/x', method: 'GET' }
  const lines = `${JSON.stringify(request)}\n${JSON.stringify({ level: 'info', time: 0, msg: '[STARTUP] x' })}\n{"hal`
  const both = openLogFiles({ ...settings, text: `${place}/a.log`, access: `${place}/b.log` }, () => {})
  const textOnly = openLogFiles({ ...settings, text: `${place}/c.log`, access: undefined }, () => {})
  for (const files of [both, textOnly]) {
    files?.write(lines)
    await files?.close()
  }
  const contentOf = (name: string) => readFileSync(path.join(place, name), 'utf8')
  expect(contentOf('a.log')).toMatch(/^.{19} INFO \[STARTUP\] x\n$/)
  expect(contentOf('b.log')).toMatch(/^- - - \[.*\] "GET \/x HTTP\/1.1" 200 - /)
  expect(contentOf('c.log').split('\n')).toHaveLength(3)
  expect(openLogFiles({ ...settings, text: undefined, access: undefined }, () => {})).toBeNull()
})
