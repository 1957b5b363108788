import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { FLOAT, type LineEnds, VOLTAGE } from '../../../arrays/network/problem.ts'

const parameter = (name: string, unit: string, value: number): DeviceModel['parameters'][number] => ({
  name,
  unit,
  value,
  range: [0, Number.MAX_VALUE],
  meaning: name,
  source: 'test',
})

/** A made-up cell with one state: I = (G0 + G1 x) v, relaxing to v^2/(v^2 + 1) at 2 (1 + v^2) per second. */
export const testDevice: DeviceModel = {
  name: 'test-device',
  title: 'Test device',
  citation: 'none',
  states: [
    {
      name: 'x',
      unit: '1',
      range: [0, 1],
      initial: 0,
      meaning: 'filling',
      rate: (v: number) => 2 * (1 + v * v),
      target: (v: number) => (v * v) / (v * v + 1),
    },
  ],
  parameters: [parameter('G0', 'S', 1e-4), parameter('G1', 'S', 9e-4)],
  current: (v: number, x: number, G0: number, G1: number) => (G0 + G1 * x) * v,
  slope: (_v: number, x: number, G0: number, G1: number) => G0 + G1 * x,
  functions: [],
  linear: true,
  validVolts: [-2, 2],
  readVolts: 0.1,
}

function ends(lines: number, kind: number, ohms: number): LineEnds {
  return {
    kind: new Uint8Array(lines).fill(kind),
    value: new Float64Array(lines),
    ohms: new Float64Array(lines).fill(ohms),
  }
}

/** An array of test devices driven from the left and the bottom. */
export function testArray(
  size: readonly [number, number],
  options: { states?: number[]; wire?: number; ohms?: number } = {},
): ArraySpec {
  const [rows, columns] = size
  const { states, wire = 0, ohms = 0 } = options
  return {
    size,
    wordWire: wire,
    bitWire: wire,
    model: testDevice,
    parameters: [Float64Array.of(1e-4), Float64Array.of(9e-4)],
    initial: [states === undefined ? new Float64Array(rows * columns) : Float64Array.from(states)],
    left: ends(rows, VOLTAGE, ohms),
    right: ends(rows, FLOAT, 0),
    top: ends(columns, FLOAT, 0),
    bottom: ends(columns, VOLTAGE, ohms),
    access: { kind: 'none' },
  }
}
