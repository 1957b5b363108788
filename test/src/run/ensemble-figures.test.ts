import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runScenario } from '../../../scenarios/run/run-scenario.ts'
import { ensembleFigures } from '../../../src/run/ensemble-figures.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'

const folder = mkdtempSync(join(tmpdir(), 'ensemble-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'mine.yaml')
writeFileSync(
  file,
  `kind: sneakpath-device
version: 1
name: mine
base: pentacene-p13
parameters: { lastingGain: 6.4 }
ensemble:
  - { lastingGain: 6.2 }
  - { lastingGain: 6.6 }
`,
)
const scenario = loadScenario('learn-erase-relearn')

describe('ensembleFigures', () => {
  it('runs a scenario with the parameter sets of a fitted device: their figures enclose those of the fit', async () => {
    const settings = { set: { 'array.cells.device': file } }
    const result = await runScenario(scenario, settings)
    const ranges = await ensembleFigures(scenario, settings, result)
    expect(Object.keys(ranges)).toEqual(Object.keys(result.figures))
    const { low, high } = ranges['learnt-centre']
    expect(low).toBeLessThan(result.figures['learnt-centre'].value)
    expect(high).toBeGreaterThan(result.figures['learnt-centre'].value)
  })

  it('gives nothing for a device without an ensemble', async () => {
    expect(await ensembleFigures(scenario, {}, await runScenario(scenario))).toEqual({})
  })
})
