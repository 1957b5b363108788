import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { sneakpath } from './sneakpath.ts'

/** Each folder is a case: its files, the arguments in `args`, and the one line of `stderr`. */
const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url))

/** The text itself; "..." stands for names that grow with the project. */
function pattern(text: string): RegExp {
  const literal = text.split('...').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${literal.join('.*')}$`)
}

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-bad-input-'))
afterAll(() => rmSync(scratch, { recursive: true }))

describe('bad input gives one clear line and exit code 2, and nothing is written', () => {
  it.each(readdirSync(FIXTURES))('%s', name => {
    const folder = join(scratch, name)
    cpSync(join(FIXTURES, name), folder, { recursive: true })
    const before = readdirSync(folder, { recursive: true })
    const args = readFileSync(join(folder, 'args'), 'utf8').trim()

    const result = sneakpath(args === '' ? [] : args.split(' '), folder)

    expect(result.stderr).toMatch(pattern(readFileSync(join(folder, 'stderr'), 'utf8')))
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(readdirSync(folder, { recursive: true })).toEqual(before)
  })
})
