import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { allEndpoints, type Endpoint } from '@leadglass/contracts/endpoint.ts'
import { describe, expect, it } from 'vitest'

const root = import.meta.dirname
const files = listFiles()
const textOf = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
const isTest = (file: string) => /\.(test|e2e)\.tsx?$/.test(file)
const sources = files.filter((file) => /^(apps|packages)\/[^/]+\/src\//.test(file) && !isTest(file))
const code = new Map(sources.map((file) => [file, withoutComments(textOf.get(file) ?? '')]))

/** Files whose code matches, as `file: match`, so that a failure says where. */
function findings(among: readonly string[], pattern: RegExp): string[] {
  return among.flatMap((file) => {
    const match = pattern.exec(code.get(file) ?? '')
    return match ? [`${file}: ${match[0].trim()}`] : []
  })
}

// An operation is known once its contract has been imported.
const contracts = path.join(root, 'packages/contracts/src')
for (const file of readdirSync(contracts).filter((name) => /^[\w-]+\.ts$/.test(name))) {
  await import(path.join(contracts, file))
}

describe('the server', () => {
  const api = sources.filter((file) => file.startsWith('apps/api/src/'))
  const mayHoldSql = (file: string) => /^apps\/api\/src\/db\/|-repository\.ts$/.test(file)

  it('holds SQL and calls of Prisma in repositories and in db/ only', () => {
    const others = api.filter((file) => !mayHoldSql(file) && !/-filters\.ts$/.test(file))
    expect(
      findings(others, /\.orm\(\)|\$(query|execute)Raw|\b(un|com)?(prepared|posed)?[sS]tatement(<|\()/),
    ).toEqual([])
    expect(findings(others, /\b(db|tx|ctx\.db|pool|client)\.(sql|query)\s*[(<]/)).toEqual([])
    expect(
      findings(
        others,
        /['"`]\s*(select|insert into|update|delete from|with)\s[^'"`]*\b(from|values|set|as)\b/i,
      ),
    ).toEqual([])
  })

  it('never puts a value into the text of a statement', () => {
    // Fragments are constants or places (`$1`); a member of an input is a value.
    const sqlText = '`[^`]*\\b(?:select|insert into|update|delete from|where|order by|limit)\\b[^`]*'
    expect(
      findings(api, new RegExp(`${sqlText}\\$\\{(?:input|query|params|body|values|actor)\\.`, 'i')),
    ).toEqual([])
  })

  it('gives every prepared statement a name of its own: a connection refuses a second text under one name', () => {
    const names = api.flatMap((file) =>
      [...(code.get(file) ?? '').matchAll(/\bstatement(?:<[^()]*>)?\(\s*'([^']+)'/g)].map(
        ([, name = '']) => name,
      ),
    )
    expect(names.length).toBeGreaterThan(150)
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
  })

  it('opens transactions in use cases only', () => {
    const others = api.filter((file) => /-(routes|repository|policy|presenter)\.ts$/.test(file))
    expect(findings(others, /\binTransaction\(|\.transaction\(/)).toEqual([])
  })

  it('reads the environment in config.ts and main.ts only', () => {
    const others = api.filter((file) => !/src\/(config|main)\.ts$/.test(file))
    expect(findings(others, /process\.env/)).toEqual([])
  })

  it('keeps routes to one statement per operation, which catch nothing', () => {
    const routes = api.filter((file) => /-routes\.ts$/.test(file))
    expect(routes.length).toBeGreaterThan(5)
    expect(findings(routes, /\bcatch\b/)).toEqual([])
  })

  it('tests every use case: by a file of its name, or by calling its operation in a test beside it', () => {
    const routes = api.filter((file) => /-routes\.ts$/.test(file) && !file.includes('/http/'))
    const useCases = routes.flatMap(useCasesOf)
    expect(useCases.length).toBeGreaterThan(30)
    const untested = useCases.filter(({ file, endpoint }) => !hasOwnTest(file) && !isCalled(file, endpoint))
    expect(untested.map(({ file }) => file)).toEqual([])
  })
})

describe('every source file', () => {
  const typed = files.filter((file) => /\.tsx?$/.test(file))
  const typedCode = (pattern: RegExp) =>
    typed.flatMap((file) => {
      const match = pattern.exec(code.get(file) ?? withoutComments(textOf.get(file) ?? ''))
      return match ? [`${file}: ${match[0].trim()}`] : []
    })

  it('has no enum and no namespace', () => {
    expect(typedCode(/^\s*(export )?(const )?(enum|namespace) \w+ ?\{/m)).toEqual([])
  })

  it('has no `any`', () => {
    expect(typedCode(/(:|<|\bas|,|\|) ?any\b(?=[\s,;)>\]|=]|$)/m)).toEqual([])
  })

  it('silences no check and leaves nothing for later', () => {
    const silenced = typed.filter((file) => /@ts-(ignore|nocheck|expect-error)/.test(textOf.get(file) ?? ''))
    expect(silenced.filter((file) => file !== 'architecture.test.ts')).toEqual([])
    const later = typed.filter((file) => /\b(TO)DO\b|\bFIX(ME)\b/.test(textOf.get(file) ?? ''))
    expect(later).toEqual([])
    expect(typedCode(/\b(it|describe|test)\.(skip|only|todo)\b/)).toEqual([])
  })

  it('hands nothing on: the face of scoring is the only barrel', () => {
    expect(findings(sources, /^export (\*|\{[^}]*\}) from /m).map((found) => found.split(':')[0])).toEqual([
      'packages/scoring/src/index.ts',
    ])
  })

  it('has a name in kebab-case', () => {
    const named = sources
      .map((file) => path.basename(file))
      .filter((name) => !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name))
    expect(named).toEqual([])
  })

  it('lies at most one folder deep in its app, but for the three parts of jobs (decision 022)', () => {
    const deep = sources.filter((file) => file.split('/').length > 5)
    expect(deep.filter((file) => !/^apps\/api\/src\/jobs\/(queue|threads)\/[^/]+$/.test(file))).toEqual([])
  })

  it('stays within 300 lines', () => {
    const long = sources.filter(
      (file) => /\.tsx?$/.test(file) && (textOf.get(file) ?? '').split('\n').length > 301,
    )
    expect(long).toEqual([])
  })
})

/** Files of the repository, tracked or not yet, without what git ignores. */
function listFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  return [...new Set(list.split('\n'))]
    .filter((file) => /\.(tsx?|mjs|cjs)$/.test(file) && existsSync(path.join(root, file)))
    .toSorted()
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

type UseCase = { file: string; endpoint: Endpoint }

/** What the operations of a routes file call in its own folder, apart from the other roles. */
function useCasesOf(routes: string): UseCase[] {
  const text = code.get(routes) ?? ''
  const operations = text.split(/\b(?=(?:public|stream)?[rR]oute\(\s*api,)/).slice(1)
  const imports = [...text.matchAll(/import \{([^}]*)\} from '\.\/([\w-]+)\.ts'/g)]
    .map(([, names = '', file = '']) => ({ names: names.match(/\w+/g) ?? [], file }))
    .filter(({ file }) => !/-(routes|repository|policy|presenter)$/.test(file))
  return operations.flatMap((operation) => {
    const [, name] = /^\w+\(\s*api,\s*(?:\w+\.)?(\w+)/.exec(operation) ?? []
    const endpoint = allEndpoints().find((known) => known.name === name)
    if (!endpoint) throw new Error(`${routes} serves ${name}, which no contract declares`)
    return imports
      .filter(({ names }) => names.some((called) => new RegExp(`\\b${called}\\b`).test(operation)))
      .map(({ file }) => ({ file: `${path.dirname(routes)}/${file}.ts`, endpoint }))
  })
}

function hasOwnTest(file: string): boolean {
  return textOf.has(file.replace(/\.ts$/, '.test.ts'))
}

function isCalled(file: string, { method, path: address }: Endpoint): boolean {
  const tests = files.filter((test) => isTest(test) && path.dirname(test) === path.dirname(file))
  const pattern = address.replace(/:\w+/g, '[^/`\'"]+')
  // Method and address may stand apart: a test may keep the address in a variable.
  const called = new RegExp(`['.]${method}['(]`, 'i')
  const named = new RegExp(`['"\`][^'"\`]*${pattern}['"\`?\\s]`)
  return tests.map((test) => textOf.get(test) ?? '').some((text) => called.test(text) && named.test(text))
}
