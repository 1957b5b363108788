import { advance } from '../../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive, type Drive } from '../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { arrayNetlist } from '../../arrays/spice/array-netlist.ts'
import { runEecircuit } from '../reference/run-eecircuit.ts'
import { hasNgspice, runNgspice } from '../reference/run-ngspice.ts'

const SIZE = [4, 4] as const
const CELLS = 16
/** Steps of the stair that stands for a shape. */
const STEPS = 100
/** Instants at which states are compared. */
const SAMPLES = 10

/** One period at unit amplitude, at a place from 0 to 1 of it. */
const SHAPES = {
  sine: (place: number): number => Math.sin(2 * Math.PI * place),
  triangle: (place: number): number => 1 - 4 * Math.abs(((place + 0.25) % 1) - 0.5),
  pulses: (place: number): number => pulse(2 * place) - pulse(2 * place - 1),
}

export type Shape = keyof typeof SHAPES
export const SHAPE_NAMES = Object.keys(SHAPES) as Shape[]

/** A device and how its array is driven. */
export interface FollowedCase {
  readonly model: DeviceModel
  /** Amplitude of word line 0, V. */
  readonly volts: number
  /** Of the period, s. */
  readonly seconds: number
  /** Start states of the cells spread between these parts of the range. */
  readonly starts: readonly [number, number]
}

export interface Followed {
  /** Largest difference of any state at any sample from ngspice, in parts of its range. */
  readonly worst: number
  /** Largest way of any state from its start, in parts of its range. */
  readonly travelled: number
}

/**
 * Drives a 4 x 4 crossbar of 10-ohm wires through one period of a shape, as a stair of equal steps that both programs see: word
 * lines at falling amplitudes, every other bit line at half of the largest.
 */
export function followShape(followed: FollowedCase, shape: Shape): Followed {
  const spec = arrayOf(followed)
  const program = programOf(spec, followed, SHAPES[shape])
  const sampled = Array.from({ length: SAMPLES }, (_, k) => ((k + 1) * STEPS) / SAMPLES)
  const states = spec.initial.map(values => values.slice())
  const meter = createEnergyMeter()
  const simulated: Float64Array[] = []
  program.forEach(({ drive, seconds }, k) => {
    advance(spec, drive, seconds, states, meter)
    if (sampled.includes(k + 1)) simulated.push(states[0].slice())
  })
  const samples = sampled.map(k => (k * followed.seconds) / STEPS)
  const netlist = arrayNetlist(spec, spec.initial, { program, samples })
  return compare(spec, simulated, (hasNgspice() ? runNgspice : runEecircuit)(netlist))
}

function compare(
  { model, initial, size }: ArraySpec,
  simulated: readonly Float64Array[],
  printed: ReadonlyMap<string, readonly number[]>,
): Followed {
  const { name, range } = model.states[0]
  const width = range[1] - range[0]
  const found = { worst: 0, travelled: 0 }
  for (let k = 0; k < CELLS; k++) {
    const vector = printed.get(`x_${name.toLowerCase()}_${Math.floor(k / size[1])}_${k % size[1]}`)
    if (vector?.length !== SAMPLES) throw new Error(`found ${vector?.length} samples of cell ${k}`)
    simulated.forEach((values, s) => {
      const difference = Math.abs(vector[s] - values[k]) / width
      if (!(difference <= found.worst)) found.worst = difference
      found.travelled = Math.max(found.travelled, Math.abs(values[k] - initial[0][k]) / width)
    })
  }
  return found
}

function arrayOf({ model, starts: [from, to] }: FollowedCase): ArraySpec {
  const [{ name, range }] = model.states as [DeviceModel['states'][number]]
  const places = Array.from({ length: SIZE[0] }, (_, i) =>
    Array.from({ length: SIZE[1] }, (_, j) => {
      const place = ((7 * (SIZE[1] * i + j)) % CELLS) / (CELLS - 1)
      return range[0] + (range[1] - range[0]) * (from + (to - from) * place)
    }),
  )
  return createArraySpec({
    size: SIZE,
    device: model,
    state: { [name]: places },
    wires: { word: 10, bit: 10 },
  })
}

function programOf(
  spec: ArraySpec,
  { volts, seconds }: FollowedCase,
  shape: (place: number) => number,
): { readonly drive: Drive; readonly seconds: number }[] {
  return Array.from({ length: STEPS }, (_, k) => {
    const now = volts * shape((k + 0.5) / STEPS)
    const word = Float64Array.from([1, 0.8, 0.65, 0.5], part => part * now)
    const bit = Float64Array.from([0, 0.5, 0, 0.5], part => part * now)
    return { drive: crossbarDrive(spec, { word, bit }, new Uint8Array(SIZE[0])), seconds: seconds / STEPS }
  })
}

/** A pulse with edges of a tenth, between 0 and 1. */
function pulse(place: number): number {
  return Math.max(0, Math.min(1, 10 * (place - 0.15), 10 * (0.75 - place)))
}
