import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { prepareScenario } from '../../../scenarios/file/prepare-scenario.ts'
import { driveNetlist, spiceDifference } from '../../../scenarios/live/drive-netlist.ts'
import { playLive } from '../../../scenarios/live/live-run.ts'
import { observeDrive } from '../../../scenarios/live/observe-drive.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'
import { runEecircuit } from '../../reference/run-eecircuit.ts'
import { hasNgspice, runNgspice } from '../../reference/run-ngspice.ts'

const scenario = (access: string): string => `
name: cross
title: A cross
array: { size: [4, 5], wires: { word: 10 ohm, bit: 4 ohm }, cells: { device: zntpp }, ${access} }
network: crossbar
images: { cross: ["#...#", ".###.", ".###.", "#...#"] }
program:
  - { write: cross, volts: 10 V, width: 100 ms, frame: true }
outputs: [conductance]
`

async function played(access: string) {
  const document = parseDocument(scenario(access), 'cross.yaml')
  await prepareScenario({ document, baseDir: '.', host: NODE_HOST })
  return playLive({ document, baseDir: '.', host: NODE_HOST }, 0)
}

/** Volts of a node may differ by this of the largest: ngspice is asked for ten digits. */
const AGREES = 1e-9

describe('the netlist of a drive', () => {
  it.each([
    ['half bias', '', 'half'],
    ['floating lines', '', 'float'],
    ['transistors, those of other word lines off', 'access: transistor', 'half'],
  ] as const)('is solved by ngspice to the same voltages: %s', async (_, access, bias) => {
    const live = await played(access)
    const { spec, states } = live.at(live.run.frames.length - 1)
    const drive = { volts: 3, bias, wordLine: 1, bitLines: [2] }
    const { view } = observeDrive(spec, states, drive)
    const circuit = driveNetlist(spec, states, drive)
    const printed = (hasNgspice() ? runNgspice : runEecircuit)(circuit.netlist)
    const volts = new Map([...printed].map(([name, values]) => [name, values[0]]))
    const found = spiceDifference(view, circuit, volts)
    expect(found.relative).toBeLessThan(AGREES)
    // The comparison sees a millivolt.
    volts.set(circuit.word[7], volts.get(circuit.word[7])! + 1e-3)
    const off = spiceDifference(view, circuit, volts)
    expect(off.worst).toBeCloseTo(1e-3, 6)
    expect(off.cellVolts[7]).toBeCloseTo(-1e-3, 6)
  })

  it('asks for every node', () => {
    const view = { wordVoltages: Float64Array.of(1), bitVoltages: Float64Array.of(0) }
    expect(() => spiceDifference(view, { word: ['w_0_0'], bit: ['b_0_0'] }, new Map([['w_0_0', 1]]))).toThrow(
      'ngspice gave no voltage of b_0_0',
    )
  })
})
