import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { prepareScenario } from '../../../scenarios/file/prepare-scenario.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'
import { programNetlist } from '../../../src/run/netlist-of-run.ts'
import { runEecircuit } from '../../reference/run-eecircuit.ts'
import { hasNgspice, runNgspice } from '../../reference/run-ngspice.ts'

const SCENARIO = `
name: one-pulse
title: One pulse on two cells
array: { size: [1, 2], cells: { device: pentacene-p13 } }
network: crossbar
images: { dot: ["#."] }
program:
  - { write: dot, volts: 5 V, width: 1 s }
  - { read: 1 V }
outputs: [conductance, state-fast, state-lasting]
`

describe('the netlist of a program of one segment', () => {
  it('prints its states', async () => {
    const document = parseDocument(SCENARIO, 'one-pulse.yaml')
    const { cases } = await prepareScenario({ document, baseDir: '.', host: NODE_HOST })
    const settings = { network: 'crossbar', bias: 'half', write: 'row' } as const
    const netlist = programNetlist(cases[0], settings, 'one pulse')
    const printed = (hasNgspice() ? runNgspice : runEecircuit)(netlist)
    // By hand: rate sinh(5/0.5)/sinh(10/0.5) for 1 s against leaving within 0.8 s and 1e5 s.
    expect(printed.get('x_fast_0_0')!.at(-1)! / 3.10902e-4).toBeCloseTo(1, 4)
    expect(printed.get('x_lasting_0_0')!.at(-1)! / 1.2217e-5).toBeCloseTo(1, 5)
  })
})
