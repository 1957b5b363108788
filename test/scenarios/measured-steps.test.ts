import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { hardwareNetwork } from '../../scenarios/learning/device-networks.ts'
import type { NetworkSettings } from '../../scenarios/learning/network-settings.ts'
import { trainNetwork } from '../../scenarios/learning/train-network.ts'
import { trainingDevice } from '../../scenarios/learning/training-devices.ts'
import { findProtocol } from '../../scenarios/plasticity/protocols/index.ts'
import { runProtocol } from '../../scenarios/plasticity/run-protocol.ts'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { createCrossbarArray } from '../../src/host/arrays.ts'
import { deviceModel } from '../../src/host/find-device.ts'
import { NODE_FILES } from '../../src/host/node-files.ts'
import { loadScenario } from '../../src/run/load-scenario.ts'
import { loadStudy } from '../../src/study/file/load-study.ts'
import { planStudy } from '../../src/study/work/plan-study.ts'
import { scratch } from '../src/files/scratch.ts'
import { stripedDigits } from './learning/striped-digits.ts'

const TABLE = fileURLToPath(new URL('../../examples/devices/soft-bounds-table.yaml', import.meta.url))
const [LOW, HIGH] = [1e-6, 1e-5]
const { put } = scratch()

put('grey.csv', '0.5,0\n0,1\n')

const run = (program: string, more = 'network: isolated', array = '') =>
  runScenario(
    loadScenario(
      put(
        'steps.yaml',
        `name: steps
title: Measured steps
array: { size: [2, 2], cells: { device: ${TABLE} }${array} }
${more}
images: { all: ["##", "##"], one: ["#.", ".."], grey: grey.csv }
program:
${program}outputs: [conductance]
`,
      ),
    ),
  )

const UP = '- { write: all, volts: 1 V, width: 100 us, frame: false }\n'
const DOWN = '- { write: one, volts: -1 V, width: 100 us, interval: 1 ms, frame: false }\n'
const READ = '  - { read: 0.1 V, name: read }\n'
const times = (n: number, step: string, name: string): string =>
  `  - repeat: ${n}\n    steps:\n      ${step}      - { read: 0.1 V, width: 1 ms, name: "${name} {n}" }\n`

/** Reads the device from its file first. */
function networkOf(device: string): NetworkSettings {
  trainingDevice(device, { files: NODE_FILES })
  return hardwareNetwork(device)
}

describe('a scenario with a table of measured steps', () => {
  it('goes 20 steps up and 20 down as the table says', async () => {
    const result = await run(times(20, UP, 'up') + times(20, DOWN, 'down'))
    const { planes } = result.quantities.find(({ name }) => name === 'conductance')!
    expect(planes).toHaveLength(40)
    let g = LOW
    planes.forEach((plane, n) => {
      g += 0.08 * ((n < 20 ? HIGH : LOW) - g)
      expect(Math.abs(plane.get(0, 0) - g)).toBeLessThan(1e-4 * (HIGH - LOW))
      if (n >= 20) expect(plane.get(1, 1)).toBe(planes[19].get(1, 1))
    })
    expect(result.warnings).toEqual([])
  })

  it('leaves half-selected cells of a crossbar and warns where wires take a part of a pulse', async () => {
    const ideal = await run(
      `  - { write: one, volts: 1 V, width: 100 us, frame: false }\n${READ}`,
      'network: crossbar',
      ', wires: { word: 0, bit: 0 }',
    )
    const plane = ideal.quantities[0].planes[0]
    expect(plane.get(0, 0)).toBeCloseTo(LOW + 0.08 * (HIGH - LOW), 10)
    expect([plane.get(0, 1), plane.get(1, 0), plane.get(1, 1)]).toEqual([LOW, LOW, LOW])
    expect(ideal.warnings).toEqual([])
    const wired = await run(`  ${UP}${READ}`, 'network: crossbar', ', wires: { word: 1 ohm, bit: 1 ohm }')
    expect(wired.warnings.join()).toMatch(/within 1 % of the volts .* that wires leave less does not move/)
    // 2e-5 of the pulse are lost on these wires.
    expect(wired.quantities[0].planes[0].get(1, 1)).toBeCloseTo(LOW + 0.08 * (HIGH - LOW), 10)
  })

  it('draws the spread of steps', async () => {
    const result = await run(`  ${UP}${READ}`, 'network: isolated\ncycleVariability: 0.2')
    const { data } = result.quantities[0].planes[0]
    expect(new Set(data).size).toBe(4)
  })

  it.each([
    ['other volts', UP.replace('1 V', '1.2 V'), /a pulse of 1\.2 V for 0\.0001 s on soft-bounds-table/],
    ['another width', UP.replace('100 us', '1 ms'), /a pulse of 1 V for 0\.001 s/],
    ['less volts', UP.replace('1 V', '0.4 V'), /a pulse of 0\.4 V for/],
    ['levels as volts', UP.replace('}', ', graded: volts }').replace('all', 'grey'), /a pulse of 0\.5 V/],
    ['reads that write', '- { read: 1 V, width: 1 ms }\n', /a pulse of 1 V for 0\.001 s/],
    ['tables of lines', '- { play: play.csv }\n', /a pulse of 1\.5 V for 0\.0001 s/],
  ])('is refused with %s', async (_, step, message) => {
    put('play.csv', 'time_s,word_0_V,bit_0_V\n0,1,0\n1e-4,1,-0.5\n2e-4,0.5,0\n1,0,0\n')
    const ran = run(`  ${step}${READ}`, step.includes('play') ? 'network: crossbar' : 'network: isolated')
    await expect(ran).rejects.toThrow(message)
    await expect(ran).rejects.toThrow(
      /steps\.yaml:\d+:\d+: program: .*; expected the pulse that the table was measured with, 1 V for 0\.0001 s or -1 V for 0\.0001 s/,
    )
  })
})

describe('a study of a table of measured steps', () => {
  it('has the table among its inputs', async () => {
    await run(
      `  ${UP}${READ}figures: [{ name: end, kind: mean, of: conductance, pixels: all, frame: read }]\n`,
    )
    const study = put(
      'study.yaml',
      'study: steps\ntitle: Steps\nscenario: steps.yaml\nvary:\n  cycleVariability: { list: [0, 0.2] }\nfigures: [end]\n',
    )
    const { inputs } = await planStudy(await loadStudy(study))
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining([TABLE, TABLE.replace('.yaml', '.csv')]))
  })
})

describe('createCrossbarArray with a table of measured steps', () => {
  it('takes its pulses and refuses others', () => {
    const array = createCrossbarArray({ size: [2, 2], device: TABLE, wires: { word: 0, bit: 0 } })
    array.write(
      [
        [1, 0],
        [0, 0],
      ],
      { volts: 1, width: 1e-4 },
    )
    expect(array.state('g').get(0, 0)).toBeCloseTo(LOW + 0.08 * (HIGH - LOW), 10)
    expect(() =>
      array.write(
        [
          [1, 0],
          [0, 0],
        ],
        { volts: 2, width: 1e-4 },
      ),
    ).toThrow(/^write: found a pulse of 2 V for 0\.0001 s/)
  })
  it('holds lines at its pulses, and at no other volts above their half', () => {
    const array = createCrossbarArray({ size: [1, 2], device: TABLE, wires: { word: 0, bit: 0 } })
    array.apply({ word: [0.5], bit: [-0.5, 0] }, 1e-4)
    expect(array.state('g').get(0, 0)).toBeCloseTo(LOW + 0.08 * (HIGH - LOW), 10)
    expect(array.state('g').get(0, 1)).toBe(LOW)
    expect(() => array.apply({ word: [0.5], bit: [-0.5, 0] }, 1e-3)).toThrow(
      /^apply: found a pulse of 1 V for 0\.001 s/,
    )
    expect(() => array.apply({ word: [0.7], bit: [0, null] }, 1e-4)).toThrow(/found a pulse of 0\.7 V/)
  })
})

describe('a protocol on a cell of an array of measured steps', () => {
  it.each([
    [{ wireOhms: 0 }, []],
    [{ wireOhms: 10 }, [expect.stringContaining('that wires leave less does not move')]],
    [
      { wireOhms: 10, access: { kind: 'selector' as const } },
      [expect.stringContaining('that wires and access elements leave less does not move')],
    ],
  ])('warns of what takes a part of its pulses: %j', (place, expected) => {
    const { warnings } = runProtocol(findProtocol('ppf')!, deviceModel(TABLE), {
      array: { size: [2, 2], cell: [1, 1], ...place },
    })
    expect(warnings).toEqual(expected)
  })
})

describe('training with a table of measured steps', () => {
  it('has the spread of the table as its write noise', () => {
    expect(networkOf(TABLE).writeNoise).toBeCloseTo(0.2, 12)
    const text = readFileSync(TABLE, 'utf8')
    const rows = readFileSync(TABLE.replace('.yaml', '.csv'), 'utf8')
    put('spread.csv', rows.replaceAll(',0.2\n', ',0.04\n'))
    const device = put('spread.yaml', text.replace('soft-bounds-table.csv', 'spread.csv'))
    expect(networkOf(device).writeNoise).toBeCloseTo(0.04, 12)
    // Not measured: what is assumed of all devices.
    put('spread.csv', rows.replaceAll(/,(spread|0\.2)\n/g, '\n'))
    expect(trainingDevice(device, { files: NODE_FILES }).stepSpread).toBeUndefined()
    expect(networkOf(device).writeNoise).toBe(0.2)
  })

  it('has the curve of the table', () => {
    const { curve, misfit, disturbance, kept, linear } = trainingDevice(TABLE, { files: NODE_FILES })
    // The exponential of soft bounds is the form of the curve: a step of 8 % of what is left.
    expect(curve.upScale * curve.pulses).toBeCloseTo(-1 / Math.log(0.92), 2)
    expect(curve.downScale * curve.pulses).toBeCloseTo(-1 / Math.log(0.92), 2)
    expect(misfit).toBeLessThan(1e-4)
    const nothing = { raise: 0, lower: 0 }
    for (const direction of ['raise', 'lower'] as const)
      expect(disturbance(direction, 'half')).toEqual({ word: nothing, bit: nothing, none: nothing })
    expect([kept(1e6), linear]).toEqual([1, true])
  })

  it('learns three classes by its steps', async () => {
    const data = { train: stripedDigits(150, 1), test: stripedDigits(60, 2), classes: 3 }
    const settings = { device: TABLE, hidden: [6], ranges: [2, 4], rate: 1, batch: 10, epochs: 3 }
    const { records } = await trainNetwork(data, settings)
    expect(records.at(-1)!.accuracy).toBeGreaterThan(0.8)
  })
})
