import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['src', 'scenarios', 'arrays', 'kernels', 'scripts', 'package.json', 'tsconfig.json']

/** Builds dist/ before the tests of the command, unless it is newer than all sources, and the page that it serves where there is none. */
export function setup(): void {
  const command = join(ROOT, 'dist/src/cli/main.js')
  if (!existsSync(join(ROOT, 'dist/web/index.html')))
    execFileSync('npm', ['run', '--silent', 'web'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
  if (existsSync(command) && statSync(command).mtimeMs > Math.max(...SOURCES.map(newest))) return
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
}

/** Time of the last change below a path. */
function newest(name: string): number {
  const path = join(ROOT, name)
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  const entries = readdirSync(path, { recursive: true }) as string[]
  return Math.max(mtimeMs, ...entries.map(entry => statSync(join(path, entry)).mtimeMs))
}
