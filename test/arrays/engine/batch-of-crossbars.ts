import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { readCells } from '../../../arrays/crossbar/device-cells.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { type OperatingPoint, operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import type { BatchVolts, CrossbarBatch } from '../../../arrays/engine/array-engine.ts'

export const SAMPLES = 2
export const CELLS: number = 24 * 20

/** Device, ohms of a segment, the other lines. */
export const CASES = [
  ['zntpp', 1, 'half'],
  ['zntpp', 30, 'half'],
  ['ec-mof-l', 1e6, 'half'],
  ['zntpp', 1, 'float'],
  ['zntpp', 30, 'float'],
  ['pentacene-p13', 30, 'float'],
] as const

export interface TestCrossbars {
  readonly batch: CrossbarBatch
  readonly volts: BatchVolts
  readonly states: readonly Float64Array[]
  /** Largest of the volts. */
  readonly most: number
  /** Each network solved alone in float64, and as a read finds it. */
  readonly exact: readonly OperatingPoint[]
  readonly read: readonly OperatingPoint[]
}

/** Two crossbars of one word line selected, the others at half or floating, of different areas and states. */
export function crossbars(
  device: string,
  wireOhms: number,
  others: 'half' | 'float' = 'half',
): TestCrossbars {
  const [rows, columns] = [24, 20]
  const spec = createArraySpec({ device, size: [rows, columns], wires: { word: wireOhms, bit: wireOhms } })
  const { model } = spec
  const first = (k: number) => 1 + ((k * 0.618034) % 1)
  const parameters = spec.parameters.map((values, p) =>
    p === 0 ? Float64Array.from({ length: SAMPLES * CELLS }, (_, k) => values[0] * first(k)) : values,
  )
  const states = model.states.map((_, s) =>
    Float64Array.from({ length: SAMPLES * CELLS }, (_, k) => ((k + 5 * s) * 0.7548777) % 1),
  )
  const [, most] = model.validVolts
  const rest = others === 'half' ? most / 2 : Number.NaN
  const volts = {
    word: Float64Array.from({ length: rows }, (_, i) => (i === 3 ? most : rest)),
    bit: Float64Array.from({ length: columns }, (_, j) => (j % 9 === 0 ? 0 : rest)),
  }
  const batch: CrossbarBatch = {
    model,
    size: [rows, columns],
    samples: SAMPLES,
    parameters,
    wordOhms: Float64Array.from({ length: CELLS }, (_, k) =>
      k % columns === columns - 1 ? Infinity : wireOhms,
    ),
    leftOhms: new Float64Array(rows),
    bitOhms: Float64Array.from({ length: CELLS }, (_, k) => (k < CELLS - columns ? wireOhms : 0)),
    topOhms: new Float64Array(columns).fill(Infinity),
  }
  const each = <T>(point: (own: ArraySpec, at: readonly Float64Array[]) => T): T[] =>
    Array.from({ length: SAMPLES }, (_, sample) => {
      const own = (values: Float64Array) =>
        values.length === 1 ? values : values.slice(sample * CELLS, (sample + 1) * CELLS)
      return point({ ...spec, parameters: parameters.map(own) }, states.map(own))
    })
  const drive = crossbarDrive(spec, volts, new Uint8Array(rows).fill(1))
  const exact = each((own, at) => operatingPoint(own, drive, at))
  const read = each((own, at) => operatingPoint(own, drive, at, { cells: readCells(own, at) }))
  return { batch, volts, states, most, exact, read }
}
