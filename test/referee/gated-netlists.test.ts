import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../arrays/config/parse-document.ts'
import { createAnyRun } from '../../arrays/program/array-run.ts'
import { runProgram } from '../../arrays/program/run-program.ts'
import { prepareScenario } from '../../scenarios/file/prepare-scenario.ts'
import { NODE_HOST } from '../../src/host/node-host.ts'
import { programNetlist } from '../../src/run/netlist-of-run.ts'
import { runEecircuit } from '../reference/run-eecircuit.ts'
import { hasNgspice, runNgspice } from '../reference/run-ngspice.ts'

const scenario = (device: string, network: string, write: string, wave: string): string => `
name: gates
title: Gates in time
array:
  size: [2, 2]
  wires: { gate: 10 ohm, drain: 10 ohm, source: 10 ohm }
  cells: { device: ${device} }
  stuck: [[null, open], [null, null]]
network: ${network}
images: { corner: ["#.", "##"] }
program:
  - { write: corner, ${write}, width: 1 s, interval: 1 s, pulses: 2 }
${network === 'crossbar' ? `  - { wave: [${wave}] }` : ''}
  - { wait: 2 s }
`

const CASES = [
  [
    'psg-wo3',
    'volts: 3 V',
    '{ shape: triangle, gate: 0, volts: 2 V, period: 4 s }, { shape: sine, drain: all, volts: 0.1 V, period: 4 s }',
  ],
  [
    'nafion-wo3',
    'amps: 20 nA',
    '{ shape: pulse, gate: 1, amps: 20 nA, period: 4 s, rise: 0.5 s, width: 1 s, fall: 0.5 s }',
  ],
] as const

describe.each(['crossbar', 'isolated'])('three-terminal devices, %s', network => {
  it.each(CASES)('%s: states and lines as in ngspice', async (device, write, wave) => {
    const document = parseDocument(scenario(device, network, write, wave), 'gates.yaml')
    const { file, cases } = await prepareScenario({ document, baseDir: '.', host: NODE_HOST })
    const [one] = cases
    const settings = { network: file.network, bias: file.bias, write: file.write }
    const run = createAnyRun(one.spec, settings)
    await runProgram(run, one.steps)
    const printed = (hasNgspice() ? runNgspice : runEecircuit)(programNetlist(one, settings, 'gates'))
    let travelled = 0
    one.spec.model.states.forEach(({ name, range }, s) => {
      const span = Number.isFinite(range[1] - range[0]) ? range[1] - range[0] : 1
      for (let k = 0; k < 4; k++) {
        const place = network === 'isolated' ? `${k}_0` : `${k >> 1}_${k % 2}`
        const end = printed.get(`x_${name.toLowerCase()}_${place}`)!.at(-1)!
        expect(Math.abs(end - run.states[s][k]) / span).toBeLessThan(1e-4)
        travelled = Math.max(travelled, Math.abs(run.states[s][k] - one.spec.initial[s][k]) / span)
      }
    })
    expect(travelled).toBeGreaterThan(0.01)
  })
})
