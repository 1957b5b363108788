import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCell } from '../../arrays/devices/cell.ts'
import { findProtocol } from '../../scenarios/plasticity/protocols/index.ts'
import { runProtocol } from '../../scenarios/plasticity/run-protocol.ts'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { fitToFile } from '../../src/fit/fit-to-file.ts'
import { createCrossbarArray } from '../../src/host/arrays.ts'
import { deviceModel } from '../../src/host/find-device.ts'
import { loadScenario } from '../../src/run/load-scenario.ts'
import { loadStudy } from '../../src/study/file/load-study.ts'
import { planStudy } from '../../src/study/work/plan-study.ts'
import { fieldDeviceFile } from '../arrays/devices/file/field-device-file.ts'
import { scratch } from '../src/files/scratch.ts'

const { folder, put } = scratch()
copyFileSync(fieldDeviceFile('vteam'), join(folder, 'vteam.yaml'))
const VTEAM = join(folder, 'vteam.yaml')

const scenario = (cells: string, more = '', volts = '0.5 V') =>
  loadScenario(
    put(
      'own.yaml',
      `name: own
title: A device of one's own
array: { size: [2, 2], cells: { ${cells} } }
network: isolated
images: { all: ["##", "##"], one: ["#.", ".."] }
program:
  - { read: 10 mV, name: before }
  - { write: one, volts: ${volts}, width: 50 ns, name: written }
  - { read: 10 mV, name: after }
outputs: [conductance]
figures:
  - { name: start, kind: mean, of: conductance, pixels: all, frame: before }
  - { name: end, kind: mean, of: conductance, pixels: one, frame: after }
${more}`,
    ),
  )
/** S of the four cells in a frame. */
const conductances = async (...given: Parameters<typeof scenario>): Promise<number[][]> => {
  const { quantities } = await runScenario(scenario(...given))
  const { planes } = quantities.find(({ name }) => name === 'conductance')!
  return planes.map(plane => [0, 1, 2, 3].map(k => plane.get(k >> 1, k & 1)))
}

describe('parameters of a device from a file', () => {
  it('are set by a scenario: one value, a matrix, a CSV', async () => {
    put('ohms.csv', '100,200\n300,400\n')
    for (const [given, expected] of [
      ['rOn: 80 ohm', [80, 80, 80, 80]],
      ['rOn: [[100, 200], [300, 0.4 kohm]]', [100, 200, 300, 400]],
      ['rOn: ohms.csv', [100, 200, 300, 400]],
    ] as const) {
      const [before] = await conductances(`device: vteam.yaml, ${given}`)
      expected.forEach((ohms, k) => {
        expect(before![k] * ohms).toBeCloseTo(1, 9)
      })
    }
  })

  it('and its states begin where a scenario says, and move', async () => {
    const [before, , after] = await conductances(
      'device: vteam.yaml, state: { w: [[0, 1 nm], [2 nm, 3 nm]] }',
    )
    const ohms = before!.map(g => 1 / g)
    for (const [k, expected] of [50, 50 + 950 / 3, 50 + 1900 / 3, 1000].entries())
      expect(ohms[k]).toBeCloseTo(expected, 6)
    // 0.5 V moves w by 5e-4 (0.5/0.02 - 1) = 0.012 m/s.
    expect(1 / after![0]).toBeCloseTo(50 + (950 * 0.012 * 50e-9) / 3e-9, 4)
    expect(after!.slice(1)).toEqual(before!.slice(1))
  })

  it('are changed by settings, spread from cell to cell and by pulses', async () => {
    const base = scenario('device: vteam.yaml')
    const figure = async (settings: Record<string, string>) =>
      (await runScenario(base, { set: settings })).figures.start!.value
    expect(await figure({ 'array.cells.rOn': '0.1 kohm' })).toBeCloseTo(0.01, 12)
    const [before, , after] = await conductances(
      'device: vteam.yaml',
      'variability: { rOn: 0.1, vOff: 0.05 }',
    )
    expect(new Set(before).size).toBe(4)
    const [, , varied] = await conductances('device: vteam.yaml', 'cycleVariability: 0.2')
    const [, , plain] = await conductances('device: vteam.yaml')
    expect(varied![0]).not.toBeCloseTo(plain![0], 6)
    expect(after![0]).not.toBe(plain![0])
  })

  it('have their ranges, and names that are known', async () => {
    await expect(conductances('device: vteam.yaml, vOff: -1 V')).rejects.toThrow(/own\.yaml:3:.*vOff.*found/)
    await expect(conductances('device: vteam.yaml, temperature: 300')).rejects.toThrow(
      /found the unknown key "temperature" of device vteam/,
    )
    await expect(conductances('device: vteam.yaml, state: { u: 1 }')).rejects.toThrow(/unknown state "u"/)
  })

  it('may be the temperature where a law names it', async () => {
    put(
      'hot.yaml',
      `kind: sneakpath-device
name: hot
title: Hot
source: mine
current: v * 1e-6 * temperature / 300
read: 0.1 V
measured: [-1 V, 1 V]
`,
    )
    const [before] = await conductances('device: hot.yaml, temperature: [[300, 330], [360, 390]]')
    for (const [k, g] of [1e-6, 1.1e-6, 1.2e-6, 1.3e-6].entries()) expect(before![k]).toBeCloseTo(g, 15)
  })

  it('vary from device to device in protocols', () => {
    const run = runProtocol(findProtocol('ppf')!, deviceModel(VTEAM), { devices: 4, deviceSpread: 0.1 })
    const { value, low, high } = run.figures['first-peak']
    expect(Math.abs(value)).toBeCloseTo(0.4 / 50, 9)
    expect(high! - low!).toBeGreaterThan(0.01 * Math.abs(value))
  })

  it('are swept by studies, with their units, from a scenario in another folder', async () => {
    scenario('device: vteam.yaml, state: { w: 0 }')
    const study = put(
      'study.yaml',
      'study: swept\ntitle: Swept\nscenario: own.yaml\nvary:\n  array.cells.vOff: { list: [0.02 V, 30 mV] }\n  array.cells.state.w: { list: [0, 1 nm] }\nfigures: [end]\n',
    )
    const plan = await planStudy(await loadStudy(study))
    expect(plan.points.count).toBe(4)
    expect(Object.keys(plan.inputs)).toContain(VTEAM)
  })

  it('are fitted, of states that do not relax, and the fit is a device of the same laws', async () => {
    const truth = { rOn: 80, vOff: 0.03 }
    const cell = createCell(deviceModel(VTEAM), { parameters: truth })
    const rows = ['time_s,voltage_V,current_A']
    const volts = (k: number): number => 0.5 * Math.sin((2 * Math.PI * k) / 200)
    for (let k = 0; k <= 300; k++) {
      if (k > 0) cell.ramp!(volts(k - 1), volts(k), 1.2e-9)
      rows.push(`${1.2e-9 * k},${volts(k)},${cell.current(volts(k))}`)
    }
    put('data.csv', rows.join('\n'))
    const known = ['rOff', 'd', 'kOff', 'kOn', 'vOn', 'aOff', 'aOn'].map(name => {
      const spec = deviceModel(VTEAM).parameters.find(parameter => parameter.name === name)!
      return [`parameter.${name}`, String(spec.value)] as const
    })
    const out = join(folder, 'fits', 'fitted.yaml')
    await fitToFile({
      data: join(folder, 'data.csv'),
      model: VTEAM,
      out,
      set: Object.fromEntries(known),
      members: 2,
    })
    const fitted = deviceModel(out)
    expect(fitted.base).toBe(join(folder, 'fits', '..', 'vteam.yaml'))
    for (const [name, value] of Object.entries(truth)) {
      const found = fitted.parameters.find(parameter => parameter.name === name)!.value
      expect(Math.abs(found / value - 1), name).toBeLessThan(0.05)
    }
  })
})

describe('a device from a file in the library', () => {
  it.each([
    ['a path', VTEAM],
    ['a model', deviceModel(VTEAM)],
  ])('makes an array by %s', (_, device) => {
    const array = createCrossbarArray({ size: [2, 2], device, state: { w: 1.5e-9 } })
    expect(1 / array.conductance().get(0, 0)).toBeCloseTo(525, 6)
    array.write(
      [
        [1, 0],
        [0, 0],
      ],
      { volts: 1, width: 1e-8 },
    )
    expect(array.state('w').get(0, 0)).toBeGreaterThan(1.7e-9)
  })
})

describe('a law without a value at a voltage of the program', () => {
  const singular = (law: string) =>
    put(
      'singular.yaml',
      `kind: sneakpath-device
name: singular
title: Singular
source: mine
parameters: { edge: 2 V }
states: { w: { range: [0, 1], start: 0.5 } }
current: ${law}
rates: { w: sqrt(edge - v) * (0.5 - w) }
read: 0.1 V
measured: [-1 V, 1 V]
`,
    )

  it('is refused before a scenario runs, with the file, the law and the voltage', async () => {
    singular('v * 1e-6')
    await expect(conductances('device: singular.yaml', '', '3 V')).rejects.toThrow(
      /singular\.yaml:\d+:\d+: rates\.w: found NaN at 3 V, which the program applies; expected a finite number/,
    )
    singular('v * 1e-6 / (v - 0.01)')
    await expect(conductances('device: singular.yaml')).rejects.toThrow(
      /singular\.yaml:\d+:\d+: current: found Infinity at 0\.01 V/,
    )
    singular('v * 1e-6')
    await expect(conductances('device: singular.yaml', '', '1.9 V')).resolves.toHaveLength(3)
    await expect(conductances('device: singular.yaml, edge: [[2, 2], [2, 0.4]]')).rejects.toThrow(
      /rates\.w: found NaN at 0\.5 V/,
    )
  })

  it('counts what half-selected cells meet', async () => {
    singular('"v < 0.6 && v > 0.4 ? v / 0 : v * 1e-6"')
    const half = { network: 'crossbar', bias: 'half' } as const
    await expect(runScenario(scenario('device: singular.yaml', '', '1 V'), half)).rejects.toThrow(
      /Infinity at 0\.5 V/,
    )
    await expect(
      runScenario(scenario('device: singular.yaml', '', '1 V'), { ...half, bias: 'ground' }),
    ).resolves.toBeDefined()
  })
})
