import { describe, expect, test } from 'vitest'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { addressCells } from '../../arrays/crossbar/bias/address-cells.ts'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../arrays/crossbar/drive.ts'
import { createCell } from '../../arrays/devices/cell.ts'
import { ecMofL } from '../../arrays/devices/ec-mof.ts'
import { fmes } from '../../arrays/devices/fmes.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { pentaceneP13 } from '../../arrays/devices/pentacene-p13.ts'
import { DEVICE_MODELS } from '../../arrays/devices/registry.ts'
import { zntpp } from '../../arrays/devices/zntpp.ts'
import { CURRENT, FLOAT, VOLTAGE } from '../../arrays/network/problem.ts'
import { needNgspice } from '../reference/run-ngspice.ts'
import { type Program, play, travelled, worstDifference } from './states-against-ngspice.ts'
import { twoIons } from './two-ions.ts'

/** One cell addressed after another, a pulse each, under a bias scheme. */
function addressed(
  spec: ArraySpec,
  bias: BiasScheme,
  pulses: readonly (readonly [number, number, number])[],
): Program {
  return pulses.map(([cell, volts, seconds]) => {
    const [i, j] = [Math.floor(cell / spec.size[1]), cell % spec.size[1]]
    const bitLines = Array.from({ length: spec.size[1] }, (_, line) => (line === j ? 1 : 0))
    const gateOn = Uint8Array.from({ length: spec.size[0] }, (_, line) => (line === i ? 1 : 0))
    return { drive: crossbarDrive(spec, addressCells(spec.size, i, bitLines, volts, bias), gateOn), seconds }
  })
}

const passive = createArraySpec({
  size: [3, 3],
  device: twoIons,
  state: {
    slow: [
      [0.1, 0.5, 0.9],
      [0.3, 0, 1],
      [0.7, 0.2, 0.4],
    ],
  },
  wires: { word: 100, bit: 300 },
  left: { ohms: 500 },
  bottom: { ohms: 200 },
  stuck: [
    [null, null, null],
    [null, 'open', null],
    [null, null, 1e-3],
  ],
})
const pair = createArraySpec({
  size: [2, 2],
  device: twoIons,
  wires: { word: 0, bit: 1000 },
  left: { ohms: 100 },
})
const selected = createArraySpec({
  size: [2, 3],
  device: twoIons,
  wires: { word: 10, bit: 10 },
  access: { kind: 'selector', saturation: 1e-8, scale: 0.1 },
})
const gated = createArraySpec({
  size: [2, 2],
  device: twoIons,
  wires: { word: 10, bit: 10 },
  access: { kind: 'transistor', gateVolts: 2, threshold: 0.5, transconductance: 1e-4, offCurrent: 1e-9 },
})
const gatedBelow = createArraySpec({
  size: [2, 2],
  device: twoIons,
  wires: { word: 10, bit: 10 },
  access: {
    kind: 'transistor',
    side: 'bit',
    gateVolts: [
      [2, 2.5],
      [1.5, 3],
    ],
    transconductance: 1e-4,
    offCurrent: 1e-9,
  },
})
const ionic = createArraySpec({
  size: [2, 2],
  device: ecMofL,
  left: { ohms: 3e9 },
  wires: { word: 1e9, bit: 1e9 },
})

const stored = createArraySpec({
  size: [2, 2],
  device: fmes,
  parameters: {
    regulatingOhms: [
      [500, 8000],
      [1e12, 1000],
    ],
  },
  state: {
    film: [
      [0.3, -0.1],
      [0, 0.5],
    ],
  },
  wires: { word: 5, bit: 10 },
  left: { ohms: 20 },
})

const storedBehind = createArraySpec({
  size: [2, 2],
  device: fmes,
  parameters: {
    regulatingOhms: [
      [500, 8000],
      [1e12, 1000],
    ],
  },
  state: {
    film: [
      [0.3, -0.1],
      [0, 0.5],
    ],
  },
  wires: { word: 5, bit: 10 },
  left: { ohms: 20 },
  access: { kind: 'transistor', side: 'bit', gateVolts: 1.5, transconductance: 2e-3, offCurrent: 1e-9 },
})

/** A segment in which word line 0 is driven by a current, or by nothing, and the others by volts. */
function mixed(
  kind: number,
  value: number,
  others: number,
  seconds: number,
  spec: ArraySpec = pair,
  gateOn: readonly number[] = [0, 0],
): Program[number] {
  const drive = crossbarDrive(
    spec,
    { word: Float64Array.of(0, others), bit: new Float64Array(2) },
    Uint8Array.from(gateOn),
  )
  const left = { ...drive.left, kind: Uint8Array.of(kind, VOLTAGE), value: Float64Array.of(value, others) }
  return { drive: { ...drive, left }, seconds }
}

const ARRAYS: readonly { readonly name: string; readonly spec: ArraySpec; readonly program: Program }[] = [
  {
    name: 'half-select pulses on a passive array with wires, drivers and stuck cells',
    spec: passive,
    program: addressed(passive, 'half', [
      [0, 1.6, 0.05],
      [5, 1.6, 0.05],
      [6, -1.6, 0.05],
      [1, 0.2, 0.02],
    ]),
  },
  {
    name: 'floating lines',
    spec: passive,
    program: addressed(passive, 'float', [
      [0, 1.2, 0.05],
      [5, 1.2, 0.03],
      [7, -1.2, 0.05],
    ]),
  },
  {
    name: 'a line that turns from volts to a current to nothing',
    spec: pair,
    program: [
      mixed(VOLTAGE, 1, 0.3, 0.04),
      mixed(CURRENT, 2e-5, 0.3, 0.05),
      mixed(FLOAT, 0, 1, 0.05),
      mixed(CURRENT, -2e-5, -1, 0.05),
    ],
  },
  {
    name: 'FMES cells whose word line takes a current, then is open, then volts',
    spec: stored,
    program: [
      mixed(CURRENT, 1e-3, 0, 0.05, stored),
      mixed(FLOAT, 0, 0.4, 0.5, stored),
      mixed(VOLTAGE, 0, -0.2, 2, stored),
    ],
  },
  {
    name: 'FMES cells above transistors',
    spec: storedBehind,
    program: [
      mixed(CURRENT, 1e-3, 0, 0.05, storedBehind, [1, 0]),
      mixed(FLOAT, 0, 0.4, 0.5, storedBehind, [1, 1]),
      mixed(VOLTAGE, 0, -0.2, 2, storedBehind, [0, 1]),
    ],
  },
  {
    name: 'a selector in series with every device',
    spec: selected,
    program: addressed(selected, 'third', [
      [0, 2.4, 0.05],
      [4, 2.4, 0.05],
      [2, -2.4, 0.1],
    ]),
  },
  {
    name: 'transistors whose gates follow the word line',
    spec: gated,
    program: addressed(gated, 'ground', [
      [0, 1.2, 0.05],
      [3, 1.2, 0.05],
      [1, -1.2, 0.05],
    ]),
  },
  {
    name: 'transistors at the bit lines with gate volts of their own',
    spec: gatedBelow,
    program: addressed(gatedBelow, 'half', [
      [0, 1.2, 0.05],
      [3, 1.2, 0.05],
      [1, -0.9, 0.05],
    ]),
  },
  {
    name: 'EC-MOF-L cells behind wires that take part of the voltage',
    spec: ionic,
    program: addressed(ionic, 'half', [
      [0, 3, 1.5],
      [3, 3, 1.5],
      [1, -1, 1],
      [2, 3, 1.5],
    ]),
  },
]

type Pulses = readonly (readonly [volts: number, seconds: number])[]

const CELLS: readonly (readonly [string, DeviceModel, Pulses])[] = [
  [
    'two ions',
    twoIons,
    [
      [1, 0.05],
      [0, 0.03],
      [-1.2, 0.02],
      [0.3, 0.1],
    ],
  ],
  [
    'EC-MOF-L',
    ecMofL,
    [
      [3, 1.5],
      [0, 1.5],
      [3, 1.5],
      [0.01, 30],
    ],
  ],
  [
    'ZnTPP',
    zntpp,
    [
      [10, 0.1],
      [0, 0.1],
      [5, 0.1],
      [0, 0.3],
      [10, 0.1],
      [-4, 1],
    ],
  ],
  [
    'pentacene/P13',
    pentaceneP13,
    [
      [10, 0.2],
      [0, 1],
      [-10, 0.2],
      [0, 1],
    ],
  ],
]

/** Every other device with states, at two thirds of what its paper measured at. */
const OTHER_CELLS = DEVICE_MODELS.filter(
  model => model.states.length > 0 && !CELLS.some(([, known]) => known === model),
).map((model): (typeof CELLS)[number] => {
  const [low, high] = model.validVolts.map(volts => (2 / 3) * Math.max(-10, Math.min(10, volts))) as [
    number,
    number,
  ]
  return [
    model.title,
    model,
    [
      [high, 0.1],
      [0, 0.1],
      [low, 0.1],
      [high, 0.2],
    ],
  ]
})

describe.skipIf(!needNgspice())('states against ngspice, to 1e-4 of their range (needs ngspice)', () => {
  test.each([...CELLS, ...OTHER_CELLS])('one cell alone, %s', (_, model, pulses) => {
    const spec = createArraySpec({ size: [1, 1], device: model })
    const cell = createCell(model)
    const simulated = pulses.map(([volts, seconds]) => {
      cell.advance(volts, seconds)
      return Array.from(cell.state, x => Float64Array.of(x))
    })
    const program = pulses.map(([volts, seconds]): Program[number] => ({
      drive: { kind: 'isolated', volts: Float64Array.of(volts) },
      seconds,
    }))
    expect(travelled(spec, simulated)).toBeGreaterThan(1e-3)
    expect(worstDifference(spec, program, simulated)).toBeLessThan(1e-4)
  })

  test.each(ARRAYS.map(each => [each.name, each] as const))('array: %s', (_, { spec, program }) => {
    const simulated = play(spec, program)
    expect(travelled(spec, simulated)).toBeGreaterThan(0.1)
    expect(worstDifference(spec, program, simulated)).toBeLessThan(1e-4)
  })
})
