import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Canary = { name: string; value: string }

/** Secrets that are planted, and every place in which one of them was met. */
export type Canaries = {
  /** A new secret under this name. */
  plant(name: string): string
  /** A secret that the server has issued, such as a token. */
  add(name: string, value: string): void
  /** Looks for all of them in an answer or a line. */
  look(where: string, text: string): void
  lookInFiles(folder: string): number
  readonly planted: readonly Canary[]
  readonly found: readonly string[]
}

export function createCanaries(): Canaries {
  const planted: Canary[] = []
  const found = new Set<string>()
  const look = (where: string, text: string) => {
    for (const { name, value } of planted) if (text.includes(value)) found.add(`${name} in ${where}`)
  }
  return {
    planted,
    get found() {
      return [...found]
    },
    plant(name) {
      const value = `canary${randomBytes(18).toString('hex')}`
      planted.push({ name, value })
      return value
    },
    add: (name, value) => void planted.push({ name, value }),
    look,
    lookInFiles(folder) {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      )
      for (const { parentPath, name } of files) {
        const file = path.join(parentPath, name)
        look(path.relative(folder, file), readFileSync(file, 'latin1'))
      }
      return files.length
    },
  }
}
