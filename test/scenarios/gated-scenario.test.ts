import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../arrays/config/parse-document.ts'
import { drawFaults } from '../../arrays/crossbar/draw-faults.ts'
import { createGatedCell } from '../../arrays/devices/gated-cell.ts'
import { nafionWo3 } from '../../arrays/devices/review/nafion-wo3.ts'
import { psgWo3 } from '../../arrays/devices/review/psg-wo3.ts'
import type { RunSettings } from '../../scenarios/file/apply-settings.ts'
import { gatePulseEnergy } from '../../scenarios/plasticity/gate-pulse-energy.ts'
import { runScenario, type ScenarioResult } from '../../scenarios/run/run-scenario.ts'
import { NODE_HOST } from '../../src/host/node-host.ts'

interface Letters {
  readonly size?: string
  readonly cells?: string
  readonly more?: string
  readonly write?: string
  readonly steps?: string
}

/** A letter of gate pulses into three-terminal cells, read before and after. */
function letters(network: string, given: Letters = {}, settings: RunSettings = {}): Promise<ScenarioResult> {
  const {
    size = '[3, 3]',
    cells = 'device: psg-wo3',
    more = '',
    write = 'volts: 3 V, width: 1 s',
    steps = '',
  } = given
  const image = size === '[1, 1]' ? '["#"]' : '["#.#", ".#.", "#.#"]'
  const document = parseDocument(
    `
name: letters
title: Letters in transistors
array: { size: ${size}, cells: { ${cells} } ${more} }
network: ${network}
images: { A: ${image} }
program:
  - { read: 0.1 V, name: at rest }
  - { write: A, ${write}, interval: 0.5 s, pulses: 3, name: written }
  ${steps}
  - { read: 0.1 V, name: end }
outputs: [conductance, sense-current, cell-current, state-lasting, disturbance, sneak-share]
`,
    'letters.yaml',
  )
  return runScenario({ document, baseDir: '.', host: NODE_HOST }, settings)
}

const plane = (result: ScenarioResult, name: string, frame = -1): number[] => [
  ...result.quantities.find(quantity => quantity.name === name)!.planes.at(frame)!.data,
]
const SET = [0, 2, 4, 6, 8]

describe('three-terminal cells wired alone', () => {
  it.each([
    [psgWo3, 'volts: 3 V, width: 1 s', 3, 1],
    [nafionWo3, 'amps: 0.5 uA, width: 5 ms', 0.5e-6, 5e-3],
  ] as const)('live through what one device does: %#', async (model, write, amplitude, width) => {
    const result = await letters('isolated', { cells: `device: ${model.name}`, write })
    const cell = createGatedCell(model)
    let joules = 0
    for (let pulse = 0; pulse < 3; pulse++) {
      joules += gatePulseEnergy(cell, { amplitude, width }).joules
      cell.advance(0, 0.5)
    }
    const fresh = createGatedCell(model)
    fresh.advance(0, 3 * (width + 0.5))
    plane(result, 'conductance').forEach((siemens, k) => {
      const one = SET.includes(k) ? cell : fresh
      expect(siemens / one.conductance()).toBeCloseTo(1, 9)
    })
    // One integrates by a hundred midpoints.
    expect(result.cases[0].energy.delivered / (SET.length * joules)).toBeCloseTo(1, 4)
    expect(plane(result, 'sense-current')).toEqual(plane(result, 'cell-current'))
  })

  it('are the array of one cell without wires', async () => {
    for (const given of [
      { size: '[1, 1]' },
      { size: '[1, 1]', cells: 'device: nafion-wo3', write: 'amps: 0.5 uA, width: 5 ms' },
    ]) {
      const [alone, array] = [await letters('isolated', given), await letters('crossbar', given)]
      expect(plane(array, 'conductance')[0] / plane(alone, 'conductance')[0]).toBeCloseTo(1, 6)
      expect(array.cases[0].energy.delivered / alone.cases[0].energy.delivered).toBeCloseTo(1, 4)
    }
  })
})

describe('an array of three-terminal cells', () => {
  it('is written by gate lines against source lines and read along drain lines, with its wires', async () => {
    const result = await letters('crossbar', {}, { wireOhms: 100 })
    expect(result.lines).toEqual(['gate and drain line', 'source line'])
    const lasting = plane(result, 'state-lasting')
    const others = lasting.filter((_, k) => !SET.includes(k))
    for (const k of SET) expect(lasting[k]).toBeGreaterThan(2 * Math.max(...others))
    // Cells that a write did not address see half of its volts, for a part of the time.
    const disturbed = plane(result, 'disturbance', 1).filter(Number.isFinite)
    expect(disturbed).toHaveLength(4)
    for (const change of disturbed) expect(change).toBeGreaterThan(0)
    const report = result.cases[0].energy
    expect(Math.abs(report.balance)).toBeLessThan(1e-9)
    expect(report.wires).toBeGreaterThan(0)
  })

  it('takes a current through one gate after the other', async () => {
    const given = { cells: 'device: nafion-wo3', write: 'amps: 0.5 uA, width: 5 ms' }
    const result = await letters('crossbar', given)
    expect(result.cases[0].programSeconds).toBeCloseTo(3 * (5 * 5e-3 + 0.5), 12)
  })

  it('lifts its source lines by what returns through them, most far from the driver', async () => {
    const document = parseDocument(
      `
name: lift
title: Lift
array: { size: [3, 1], wires: { source: 1 kohm }, cells: { device: psg-wo3 } }
network: crossbar
program: [{ read: 0.1 V, name: read }]
outputs: [source-shift]
`,
      'lift.yaml',
    )
    const shift = plane(await runScenario({ document, baseDir: '.', host: NODE_HOST }), 'source-shift')
    // 0.7 uS at 0.1 V through two segments, one and none, less what the other two channels take at 0 V drains.
    expect(shift[0] / (0.07e-6 * 2e3)).toBeCloseTo(1, 2)
    expect(shift[1] / (0.07e-6 * 1e3)).toBeCloseTo(1, 2)
    expect(shift[2]).toBe(0)
  })

  it('is drawn by its seed, cells and pulses alike', async () => {
    const set = { 'variability.highConductance': 0.1, cycleVariability: 0.2 }
    const drawn = (seed: number): Promise<ScenarioResult> => letters('crossbar', {}, { seed, set })
    const [a, b, c] = [await drawn(3), await drawn(3), await drawn(4)]
    expect(plane(a, 'conductance')).toEqual(plane(b, 'conductance'))
    expect(plane(a, 'conductance')).not.toEqual(plane(c, 'conductance'))
  })
})

describe('faults of three-terminal cells', () => {
  const faulty = (stuck: string, seed: number): Promise<ScenarioResult> =>
    letters('crossbar', { more: `, stuck: ${stuck}` }, { seed, wireOhms: 100 })

  it('by their shares are those that the seed of the run draws, as if each were named', async () => {
    const shares = { open: 0.2, short: 0.1 }
    const drawn = drawFaults(shares, [3, 3], 5)
    // Both kinds are among the nine.
    expect([...new Set(drawn)].sort()).toEqual([0, 0.1, Number.NaN])
    const names = Array.from(drawn, own => (Number.isNaN(own) ? null : own === 0 ? 'open' : 'short'))
    const rows = [0, 3, 6].map(k => names.slice(k, k + 3))
    const [byShare, byName] = [
      await faulty('{ open: 0.2, short: 0.1 }', 5),
      await faulty(JSON.stringify(rows), 5),
    ]
    expect(byShare.quantities).toEqual(byName.quantities)
    const sound = await letters('crossbar', {}, { seed: 5, wireOhms: 100 })
    expect(byShare.quantities).not.toEqual(sound.quantities)
    expect((await faulty('{ open: 0.2, short: 0.1 }', 6)).quantities).not.toEqual(byShare.quantities)
    // A seed of their own holds them while the run draws anew.
    const held = await faulty('{ open: 0.2, short: 0.1, seed: 5 }', 6)
    expect(held.quantities).toEqual(byShare.quantities)
  })

  it('carry what they are alone: nothing, or that of 0.1 S', async () => {
    const result = await letters('isolated', { more: ', stuck: { open: 0.2, short: 0.1 }' }, { seed: 5 })
    const currents = plane(result, 'sense-current')
    drawFaults({ open: 0.2, short: 0.1 }, [3, 3], 5).forEach((own, k) => {
      if (Number.isNaN(own)) expect(currents[k] / 0.1).toBeLessThan(1e-4)
      else expect(currents[k]).toBeCloseTo(0.1 * own, 12)
    })
  })
})

describe('what a three-terminal array has not', () => {
  it.each([
    [{ write: 'amps: 1 nA, width: 1 s' }, 'found "amps"; expected "volts": psg-wo3 is written by a voltage'],
    [
      { cells: 'device: nafion-wo3' },
      'found "volts"; expected "amps": nafion-wo3 is written by a gate current',
    ],
    [{ write: 'width: 1 s' }, 'found no "volts"'],
    [
      { more: ', wires: { word: 1 ohm }' },
      'found "word" lines; expected the lines of psg-wo3: gate, drain, source',
    ],
    [{ more: ', bit: { top: ground }' }, 'found "bit" lines'],
    [{ more: ', access: selector' }, 'found "access" beside the three-terminal device psg-wo3'],
    [{ steps: '- { play: lines.csv }' }, 'lines.csv: found no such file'],
    [
      { steps: '- { wave: { shape: sine, word: 0, volts: 1 V, period: 1 s } }' },
      'found "word"; expected lines that the array has: gate, drain, source',
    ],
    [
      { cells: 'device: resistor', more: ', wires: { gate: 1 ohm }' },
      'found "gate" lines; expected the lines of resistor: word, bit',
    ],
  ] as const)('%o is refused', async (given, message) => {
    await expect(letters('crossbar', given)).rejects.toThrow(message)
  })

  it('is left out with a word', async () => {
    const document = parseDocument(
      `
name: aside
title: Aside
array: { size: [2, 2], cells: { device: psg-wo3 } }
beside: { bias: half }
program: [{ read: 0.1 V }]
`,
      'aside.yaml',
    )
    const { beside, warnings } = await runScenario({ document, baseDir: '.', host: NODE_HOST })
    expect(beside).toBeUndefined()
    expect(warnings.join()).toContain('a device with a gate is not written through its channel')
  })
})
