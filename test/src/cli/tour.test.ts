import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pc from 'picocolors'
import { describe, expect, it } from 'vitest'
import type { Terminal } from '../../../src/cli/terminal.ts'
import { stopText, tourEnd } from '../../../src/cli/text/tour-text.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'
import { runToFolder } from '../../../src/run/run-to-folder.ts'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder } = scratch()

/** Columns of a line in a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character.
const shown = (line: string): number => line.replace(/\u001b\[[\d;]*m/g, '').length

describe('sneakpath tour', () => {
  it('says in at most 40 lines of 80 columns what the scenarios show', () => {
    const { stdout, stderr, code } = sneakpath(['tour'], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const lines = stdout.trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(40)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
    expect(stdout).toMatch(/noise after none: cells alone 0\.395; passive\s+crossbar 0\.992/)
    expect(stdout).toMatch(/^\d+ of \d+ predicted or fitted claims met: sneakpath reproduce$/m)
    const pictures = stdout.match(/^runs\/.*\.png$/gm)!
    expect(pictures).toHaveLength(3)
    for (const picture of pictures) expect(existsSync(join(folder, picture))).toBe(true)
  })

  it('shows what pulses left of the noise, in the last case', async () => {
    const report = await runToFolder(loadScenario('hi-filter'), { out: join(folder, 'hi') })
    const terminal = { columns: 60, colours: pc.createColors(true), interactive: true } as Terminal
    expect(stopText(report, terminal)).toContain('case-4 · input 30')
  })

  it.each([80, 60, 40])('fits a terminal of %i columns with its maps', async columns => {
    const report = await runToFolder(loadScenario('mof-refresh'), { out: join(folder, `at-${columns}`) })
    const terminal = { columns, colours: pc.createColors(true), interactive: true } as Terminal
    const short = { ...report, folder: 'runs/mof-refresh' }
    const text = `${stopText(short, terminal)}\n${tourEnd(report.claims, terminal)}`
    expect(text).toContain('▀')
    for (const line of text.split('\n')) expect(shown(line), line).toBeLessThanOrEqual(columns)
  })
})
