import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDocument } from '../../arrays/config/parse-document.ts'
import { ecMofL } from '../../arrays/devices/ec-mof.ts'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { writeRunFolder } from '../../src/export/write-run-folder.ts'
import { NODE_HOST } from '../../src/host/node-host.ts'
import { netlistOfRun } from '../../src/run/netlist-of-run.ts'
import { recordOfResult } from '../../src/run/record-of-result.ts'
import { needNgspice, runNgspice } from '../reference/run-ngspice.ts'

const STATES = ecMofL.states.map(({ name }) => name)

const SCENARIO = `
name: letters
title: Two letters, one after the other
array: { size: [2, 3], wires: { word: 5 ohm, bit: 2 ohm }, cells: { device: ec-mof-l } }
variability: { layerConductance: 0.2 }
images: { one: ["#.#", ".#."], two: ["##.", "..#"] }
replace: { one: same, two: mirror }
outputs: [${STATES.map(name => `state-${name}`).join(', ')}]
cases:
  - name: a
    program:
      - { write: one, volts: 1.2 V, width: 200 ms, interval: 100 ms, pulses: 2 }
      - { read: 0.5 V, width: 50 ms, by: row }
      - { wait: 1 s }
      - { write: two, volts: 1.1 V, width: 0.3 s }
  - name: b
    cells: { state: { layer: 0.1 } }
    program: [{ write: two, volts: 1 V, width: 100 ms }]
`

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-ngspice-runs-'))
afterAll(() => rmSync(scratch, { recursive: true }))

describe('the netlist of a run', () => {
  it('wants to know which of several arrays', async () => {
    const { folder } = await runIn('several', 'isolated')
    await expect(netlistOfRun(folder)).rejects.toThrow(/--case: found nothing; expected .*a.*b/)
    await expect(netlistOfRun(folder, 'c')).rejects.toThrow(/--case: found "c"; expected .*a.*b/)
  })

  it('refuses what is no run', async () => {
    await expect(netlistOfRun(scratch)).rejects.toThrow(/no manifest\.json; expected a run folder/)
  })

  describe.skipIf(!needNgspice())('(needs ngspice)', () => {
    it.each(['isolated', 'crossbar'] as const)('%s: ends in the states of the run', async network => {
      const { folder, finals } = await runIn(network, network)
      const printed = runNgspice(await netlistOfRun(folder, 'a'))
      ecMofL.states.forEach(({ name, range }, s) => {
        const span = range[1] - range[0]
        const ends = Array.from({ length: 6 }, (_, k) => {
          const place = network === 'isolated' ? `${k}_0` : `${Math.floor(k / 3)}_${k % 3}`
          return printed.get(`x_${name.toLowerCase()}_${place}`)!.at(-1)!
        })
        ends.forEach((end, k) => {
          expect(Math.abs(end - finals[s][k]) / span).toBeLessThan(1e-4)
        })
      })
      // The cells were moved, each by its own.
      expect(new Set(finals.flatMap(plane => [...plane])).size).toBeGreaterThan(6)
    })
  })
})

/** Runs the scenario on a picture that takes the place of its first image, and writes its folder. */
async function runIn(
  name: string,
  network: 'isolated' | 'crossbar',
): Promise<{ folder: string; finals: Float64Array[] }> {
  const image = join(scratch, 'picture.csv')
  writeFileSync(image, '1,1,0\n0,1,1\n')
  const scenario = { document: parseDocument(SCENARIO, 'letters.yaml'), baseDir: scratch, host: NODE_HOST }
  const result = await runScenario(scenario, { network, image })
  const folder = join(scratch, name)
  await writeRunFolder(recordOfResult(result, { started: '', seconds: 0 }), folder)
  const last = result.frames.findLastIndex(({ label }) => label.startsWith('a'))
  const finals = STATES.map(state => {
    const quantity = result.quantities.find(one => one.name === `state-${state}`)!
    return Float64Array.from(quantity.planes[last].data)
  })
  return { folder, finals }
}
