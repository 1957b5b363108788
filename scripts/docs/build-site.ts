// Builds the documentation site in site/dist from docs/, the JSON Schemas, the commands and the library: npm run site. Its tools stand in
// site/node_modules (npm ci --prefix site); the build itself needs no network.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandsPage } from './commands-page.ts'
import { schemaPages } from './schema-pages.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const WORK = join(ROOT, 'site/.work')

function run(tool: string, ...args: string[]): void {
  const program = join(ROOT, 'site/node_modules/.bin', tool)
  if (!existsSync(program)) {
    process.stderr.write(`${tool} is not there: npm ci --prefix site\n`)
    process.exit(1)
  }
  const { status } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

rmSync(WORK, { recursive: true, force: true })
cpSync(join(ROOT, 'docs'), WORK, { recursive: true })
for (const name of readdirSync(WORK).filter(file => file.endsWith('.md'))) {
  const file = join(WORK, name)
  // Pages link to files that stand beside docs/; on the site they stand in its public folder.
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\]\(\.\.\/(examples|python)/g, '](/$1'))
}
const files = join(WORK, 'public')
cpSync(join(ROOT, 'examples'), join(files, 'examples'), { recursive: true })
cpSync(join(ROOT, 'python/examples'), join(files, 'python/examples'), { recursive: true })

// The page as it is served, without a server of its own: it asks for nothing.
const page = join(ROOT, 'dist/web')
if (!existsSync(join(page, 'index.html'))) {
  process.stderr.write('dist/web is not there: npm run web\n')
  process.exit(1)
}
cpSync(page, join(files, 'play'), { recursive: true })

const reference = join(WORK, 'reference')
mkdirSync(reference)
for (const [name, page] of Object.entries({ ...schemaPages(), 'commands.md': await commandsPage() }))
  writeFileSync(join(reference, name), page)
run('typedoc', '--options', 'site/typedoc.json')
run('vitepress', 'build', 'site')
