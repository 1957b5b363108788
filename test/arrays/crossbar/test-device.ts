import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { defineDevice } from '../../../arrays/devices/define-device.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { FLOAT, type LineEnds, VOLTAGE } from '../../../arrays/network/problem.ts'

/** A made-up cell with one state: I = (G0 + G1 x) v, relaxing to v^2/(v^2 + 1) at 2 (1 + v^2) per second. */
export const testDevice: DeviceModel = defineDevice({
  name: 'test-device',
  title: 'Test device',
  source: 'none',
  parameters: {
    G0: { value: '1e-4 S', range: [0, Number.MAX_VALUE] },
    G1: { value: '9e-4 S', range: [0, Number.MAX_VALUE] },
  },
  states: { x: { range: [0, 1], meaning: 'filling' } },
  current: ({ v, x, G0, G1 }) => (G0 + G1 * x) * v,
  rates: { x: { rate: ({ v }) => 2 * (1 + v * v), target: ({ v }) => (v * v) / (v * v + 1) } },
  read: 0.1,
  measured: [-2, 2],
})

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
