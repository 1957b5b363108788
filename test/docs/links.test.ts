import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCommands } from '../../src/cli/commands/index.ts'

const COMMANDS = await loadCommands(undefined)
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const pagesBelow = (folder: string): string[] =>
  (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
    .filter(name => name.endsWith('.md'))
    .map(name => join(folder, name))
const PAGES = [
  ...readdirSync(ROOT).filter(name => name.endsWith('.md')),
  ...pagesBelow('docs'),
  ...pagesBelow('examples'),
  'python/README.md',
]
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8')
const withoutCode = (text: string): string =>
  text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')

/** Names of the headings of a page in links, as GitHub makes them. */
function anchors(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe.each(PAGES)('%s', page => {
  it('links files and headings that are there', () => {
    for (const [, target, anchor] of withoutCode(textOf(page)).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)) {
      if (/^[a-z]+:/.test(target)) continue
      const file = target === '' ? page : join(dirname(page), target)
      expect(existsSync(join(ROOT, file)), `${page} links ${file}`).toBe(true)
      if (anchor !== undefined) expect(anchors(file), `${page} links ${file}#${anchor}`).toContain(anchor)
    }
  })

  it('names commands and options that there are', () => {
    const lines = textOf(page).matchAll(/\bsneakpath ([a-z]+)((?: [a-z]+)?)([^`\n]*)/g)
    for (const [line, name, second, rest] of lines) {
      if (!/^(?:npx )?sneakpath/.test(line)) continue
      const found = COMMANDS.find(({ usage }) => usage.split(' ')[0] === name)
      if (found === undefined) continue
      const command =
        'commands' in found
          ? found.commands.find(({ usage }) => usage.split(' ')[0] === second.trim())
          : found
      if (command === undefined) continue
      const [own] = rest.split(/&&|\||`|;| +#/)
      for (const [, flag] of own.matchAll(/ --([a-z][a-z-]*)/g))
        expect([...Object.keys(command.flags), 'help', 'version'], `${page}: ${line}`).toContain(flag)
    }
  })
})
