import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A fenced block of a page that a reader copies. */
export interface PageBlock {
  /** The language of the fence: sh, python, yaml ... */
  readonly language: string
  /** Name of the file to make, "```yaml [picture.yaml]". */
  readonly file?: string
  readonly text: string
  /** The heading above it, without its marks; empty above the first. */
  readonly heading: string
}

/** The fenced blocks of a page under docs/. */
export function pageBlocks(page: string): PageBlock[] {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8')
  return text.split(/^(?=#+ )/m).flatMap(section => {
    const heading = /^#+ (.*)/.exec(section)?.[1] ?? ''
    return [...section.matchAll(/^```(\w+)(?: \[([^\]]+)\])?\n([\s\S]*?)^```$/gm)].map(
      ([, language, file, body]) => ({
        language,
        text: body,
        heading,
        ...(file === undefined ? {} : { file }),
      }),
    )
  })
}

/**
 * Makes the files of a page in a folder, with what its commands find beside them: examples/, and the package in node_modules/.
 * @param folder exists and is empty
 */
export function preparePage(page: string, folder: string): void {
  for (const { file, text } of pageBlocks(page)) {
    if (file !== undefined) writeFileSync(join(folder, file), text)
  }
  symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(ROOT, join(folder, 'node_modules', 'sneakpath'))
}

/** Output of a command and how it ended. */
export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a block of commands or of Python as a reader would, with the built command of this project. */
export function runBlock({ language, text }: PageBlock, folder: string): Ran {
  const main = join(ROOT, 'dist/src/cli/main.js')
  const env = { ...process.env, SNEAKPATH: main, PYTHONPATH: join(ROOT, 'python') }
  const npx = `npx() { shift; ${JSON.stringify(process.execPath)} ${JSON.stringify(main)} "$@"; }`
  const [program, args] =
    language === 'python'
      ? (['python3', ['-c', text]] as const)
      : (['bash', ['-euo', 'pipefail', '-c', `${npx}\n${text}`]] as const)
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env })
  return { code: status, stdout, stderr }
}
