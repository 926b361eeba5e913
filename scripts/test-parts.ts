import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { buildWeb } from './build-web.ts'
import { rootDir } from './paths.ts'
import { runCommand } from './run-command.ts'
import { type Counts, countsOfRun } from './test-counts.ts'

export type TestPart = { name: string; run(stopping: AbortSignal): Promise<Counts> }

/** The parts of `npm test`, in the order in which they find mistakes fastest. */
export const testParts: TestPart[] = [
  { name: 'format and lint', run: check('@biomejs/biome/bin/biome', 'check', '.') },
  { name: 'types', run: checkTypes },
  {
    name: 'import rules',
    run: check(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'packages',
    ),
  },
  { name: 'unit tests', run: testProject('unit') },
  { name: 'API tests', run: testProject('api') },
  { name: 'web tests', run: testProject('web') },
  { name: 'browser journeys', run: testJourneys },
  { name: 'faults, short form', run: testFaults },
]

function check(program: string, ...args: string[]): TestPart['run'] {
  return async (stopping) =>
    asCheck(await runCommand([path.join('node_modules', program), ...args], { stopping }))
}

async function checkTypes(stopping: AbortSignal): Promise<Counts> {
  const workspaces = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(path.join(rootDir, folder)).map((name) => path.join(folder, name, 'tsconfig.json')),
  )
  const projects = ['tsconfig.json', ...workspaces.filter((file) => existsSync(path.join(rootDir, file)))]
  const codes = await Promise.all(
    projects.map((project) =>
      runCommand(['node_modules/typescript/bin/tsc', '--noEmit', '-p', project], { stopping }),
    ),
  )
  return asCheck(Math.max(...codes))
}

function testProject(project: string): TestPart['run'] {
  return async (stopping) => {
    const report = path.join(rootDir, '.cache', `test-${project}.json`)
    const startedAt = Date.now()
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters]
    const code = await runCommand(args, { stopping })
    return countsOfRun({ report, startedAt, code })
  }
}

// The journeys run against what a visitor gets: the built app, served by the API.
async function testJourneys(stopping: AbortSignal): Promise<Counts> {
  await buildWeb(stopping)
  return testProject('e2e')(stopping)
}

// Of `pnpm test:faults` what fits in a minute: outages, an end under load, two starters, secrets.
async function testFaults(stopping: AbortSignal): Promise<Counts> {
  const code = await runCommand(['faults/run-faults.ts', '--short'], { stopping })
  const counts = path.join(rootDir, '.cache/test-faults.json')
  const ended = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 0 }
  const isOdd = code !== 0 && ended.failed === 0
  return {
    ...ended,
    failed: ended.failed + (isOdd ? 1 : 0),
    notes: isOdd ? ['an error outside the trials'] : [],
  }
}

function asCheck(code: number): Counts {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, notes: [] }
}
