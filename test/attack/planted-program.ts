import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder for the tests of one file, gone at their end, and programs in it that have a fault. */
export function plantedPrograms(): { readonly folder: string; program(name: string, text: string): string } {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-planted-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return {
    folder,
    program(name, text) {
      const file = join(folder, name)
      writeFileSync(file, text)
      return file
    },
  }
}
