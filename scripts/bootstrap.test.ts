import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'

const scripts = import.meta.dirname

it.each(['start.mjs', 'test.mjs', 'dev.mjs'])(
  '%s says which Node it needs where that is too old (R165)',
  (script) => {
    const pretend = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.20.8"}})'
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, path.join(scripts, script)],
      { encoding: 'utf8' },
    )
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Leadglass needs Node\.js 20 or newer; .*https:\/\/nodejs\.org/)
    expect(stdout).toBe('')
  },
)
