// Runs on whatever Node the machine has, before anything is installed: built-in modules only.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = 20
const PARENT_CHECK_MS = 500

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const isWindows = process.platform === 'win32'

/** Installs when needed, then runs a script of this folder with the project's own Node until it ends. */
export async function runInstalled(script) {
  refuseOldNode()
  process.chdir(root)
  await installWhenChanged()
  const child = spawn(ownNode(), [path.join('scripts', script), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  passSignalsTo(child)
  process.exitCode = await exitOf(child)
  process.exit()
}

function refuseOldNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return
  console.error(
    `Leadglass needs Node.js ${OLDEST_NODE} or newer; this is ${process.version}. See https://nodejs.org/en/download`,
  )
  process.exit(1)
}

function ownNode() {
  return path.join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node')
}

async function installWhenChanged() {
  const stampFile = path.join(root, 'node_modules', '.leadglass-install')
  const stamp = installStamp()
  if (existsSync(ownNode()) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  console.log('Installing packages: a minute or two, on the first start and when dependencies change …')
  // Development packages always: the project's own Node, which runs everything, is one of them.
  const args = [
    '--yes',
    pnpmVersion(),
    'install',
    '--frozen-lockfile',
    '--prod=false',
    '--config.confirmModulesPurge=false',
    // npx brings the version that package.json names; pnpm would look it up again and want it in the lockfile.
    '--config.pmOnFail=ignore',
    '--loglevel=error',
  ]
  const child = spawn(isWindows ? 'npx.cmd' : 'npx', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: isWindows,
  })
  passSignalsTo(child)
  const code = await exitOf(child)
  if (code !== 0) {
    console.error('The packages could not be installed; the lines above say why.')
    process.exit(code)
  }
  writeFileSync(stampFile, stamp)
}

function pnpmVersion() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).packageManager
}

function installStamp() {
  const workspaces = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => path.join(folder, name, 'package.json')),
  )
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...workspaces])
    if (existsSync(path.join(root, file))) hash.update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

// Ctrl-C reaches every process of the terminal and npm passes it on a second time; `kill` reaches one process
// only. Whatever arrives here is passed on, and the script that is run counts the first signal and no other.
function passSignalsTo(child) {
  const pass = (signal) => child.exitCode === null && child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal)
    process.on(signal, () => pass(signal))
  }
  if (!process.env.npm_lifecycle_event) return
  const ancestors = npmAncestors()
  const timer = setInterval(() => ancestors.every(isAlive) || pass('SIGTERM'), PARENT_CHECK_MS)
  timer.unref()
}

// npm, and the shell that it may put between: when either of them is killed, nobody else tells.
function npmAncestors() {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(process.ppid)], { encoding: 'utf8' })
  const isShell = stdout?.includes('scripts/')
  return isShell ? [process.ppid, Number.parseInt(stdout, 10)] : [process.ppid]
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function exitOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
