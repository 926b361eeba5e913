import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

type Program = { executablePath: string; env?: NodeJS.ProcessEnv }

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const ARGS = [
  // Containers and root have no sandbox to offer; the journeys visit only our own pages.
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  // The same text widths everywhere.
  '--font-render-hinting=none',
]

/** Opens a headless Chromium: one that the machine has, or else the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = findProgram()
  return chromium.launch({ executablePath, args: ARGS, ...(env ? { env: { ...process.env, ...env } } : {}) })
}

function findProgram(): Program {
  const named = process.env.CHROMIUM_PATH
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`)
  const installed = [named, ...INSTALLED, chromium.executablePath()].find((file) => file && existsSync(file))
  if (installed) return { executablePath: installed }
  if (process.platform === 'linux' && process.arch === 'x64') return packagedProgram()
  throw new Error('No Chromium or Chrome was found: install one, or name it with CHROMIUM_PATH')
}

// @sparticuz/chromium unpacks to fixed names in the temporary folder and takes whatever it finds there for complete.
// Here it unpacks into a folder of its own, which gets its final name when it is whole.
function packagedProgram(): Program {
  const home = path.resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
  const folder = path.resolve(import.meta.dirname, `../.cache/chromium-${version}`)
  if (!existsSync(folder)) unpack(home, folder)
  const executablePath = path.join(folder, 'chromium')
  return { executablePath, env: { ...fontsFrom(folder), ...librariesFor(executablePath, folder) } }
}

function unpack(home: string, folder: string): void {
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const script = `
    const { default: chromium, inflate } = await import(${JSON.stringify(path.join(home, 'build/index.js'))})
    await chromium.executablePath()
    await inflate(${JSON.stringify(path.join(home, 'bin/al2023.tar.br'))})`
  // A process of its own, because the folder is chosen by the environment of the whole process.
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: unfinished },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    // Another run unpacked the same in the meantime.
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

function fontsFrom(folder: string): NodeJS.ProcessEnv {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(folder, 'fonts') }
}

// Bare containers lack the security libraries that Chromium links; the package carries those too.
function librariesFor(program: string, folder: string): NodeJS.ProcessEnv {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' })
  return stdout?.includes('not found') ? { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') } : {}
}
