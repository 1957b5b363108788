import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { addressCells } from '../../arrays/crossbar/bias.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../arrays/crossbar/drive.ts'
import { deviceModel } from '../../arrays/devices/find-device.ts'
import { needNgspice } from '../reference/run-ngspice.ts'
import { type Program, play, travelled, worstDifference } from './states-against-ngspice.ts'

const FOLDER = fileURLToPath(new URL('../../examples/devices/', import.meta.url))
const LINES = 4

/** A file, the amplitude of both polarities, V, and the duration of a whole shape, s. */
const DEVICES: readonly (readonly [file: string, volts: number, seconds: number])[] = [
  ['vteam', 0.5, 2e-7],
  ['linear-drift-joglekar', 1.2, 1],
  ['linear-drift-biolek', 1.2, 0.2],
  ['linear-drift-prodromakis', 1.2, 1],
  ['threshold-memristor', 3, 4e-9],
  ['gap-model', 1.6, 4e-6],
]

/** Of a step: the default leaves up to 2e-4 of the range where a window or a threshold breaks off. */
const TOLERANCE = 5e-5

const STAIRS = 24
const stairs = (at: (place: number) => number): number[] =>
  Array.from({ length: STAIRS }, (_, k) => at((k + 0.5) / STAIRS))
/** One period each, between -1 and 1. */
const SHAPES: Readonly<Record<string, readonly number[]>> = {
  sine: stairs(place => Math.sin(2 * Math.PI * place)),
  triangle: stairs(place => (2 / Math.PI) * Math.asin(Math.sin(2 * Math.PI * place))),
  pulses: [1, 0, -1, 0, 1, -0.5, 0, -1],
}

describe.skipIf(!needNgspice())(
  'example devices in a 4 x 4 crossbar with 10-ohm wires against ngspice',
  () => {
    describe.each(DEVICES)('%s', (file, volts, seconds) => {
      test.each(Object.entries(SHAPES))('%s', (_, shape) => {
        const spec = createArraySpec({
          size: [LINES, LINES],
          device: deviceModel(`${FOLDER}${file}.yaml`),
          wires: { word: 10, bit: 10 },
        })
        const [all, bits] = [new Uint8Array(LINES).fill(1), Uint8Array.from([1, 0, 1, 0])]
        const program: Program = shape.map((level, k) => ({
          drive: crossbarDrive(spec, addressCells(spec.size, k % 2, bits, volts * level, 'half'), all),
          seconds: seconds / shape.length,
        }))
        const simulated = play(spec, program, TOLERANCE)
        const [low, high] = spec.model.states[0]!.range
        expect(travelled(spec, simulated) / (high - low)).toBeGreaterThan(0.01)
        expect(worstDifference(spec, program, simulated)).toBeLessThan(1e-4)
      })
    })
  },
)
