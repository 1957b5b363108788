import { crossbarsPlan } from '../../kernels/gpu/crossbars-plan.ts'
import type { GpuProgram } from '../../kernels/gpu/gpu.ts'
import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import { MOVED_CELLS } from '../../kernels/gpu/shaders/batch-cells.ts'
import type { BatchVolts, CrossbarBatch } from './array-engine.ts'
import { GpuError } from './gpu-error.ts'
import { deviceLaws } from './kernel-laws.ts'
import type { PlanCache } from './plan-cache.ts'
import { SlowArrays } from './slow-arrays.ts'
import { unitSiemens } from './unit-siemens.ts'

/** All crossbars of a batch at one instant; planes are samples x N*M. */
export interface BatchPoint {
  /** Voltage of each cell, V. */
  readonly deviceVolts: Float64Array
  /** Deviations of the nodes from the volts of their lines, V. */
  readonly wordDeviations: Float32Array
  readonly bitDeviations: Float32Array
  /** Currents of the cells, A, where they were asked for. */
  readonly currents: Float64Array | undefined
}

/** Newton steps for each run; most networks of small arrays need no second one. */
const SWEEPS = 3
const MOST_RUNS = 60
/** Nodes that move less, over the largest voltage of the drive, have come to rest; float32 moves them by a tenth of it. */
export const REST = 3e-6
/** Ohms over the unit: so much stands for a break, so little for none, and float32 holds their products. */
const MOST_OHMS = 1e18
const LEAST_OHMS = 1e-18

/** Groups of threads that WebGPU starts along an axis at most, and cells that they serve. */
const MOST_SAMPLES = 65_535
const MOST_THREADS = MOST_SAMPLES * MOVED_CELLS
/** Float32 values of a cell that one array of crossbars-on-gpu.ts holds, beside two of each state. */
const OF_A_CELL = 4
/** Copies of the states that batch-plan.ts holds. */
const COPIES = { relaxing: 3, charged: 5 }
/** Planes of a run beside the states and parameters: nodes before and after, currents and slopes of each sweep. */
const OTHER_PLANES = 4 + 4 * SWEEPS

/** How many arrays of a batch fit a GPU; see ArrayEngine. */
export function mostCrossbars(
  { adapter, largestArray, largestPlan }: GpuFacts,
  { model, size, parameters, stuck, element }: CrossbarBatch,
): number {
  const bytes = 4 * size[0] * size[1]
  const columns = [...parameters, ...(element?.columns ?? [])]
  const varying = columns.filter(values => values.length > 1).length + (stuck === undefined ? 0 : 1)
  const states = 2 * model.states.length
  const copies = model.storage === undefined ? COPIES.relaxing : COPIES.charged
  const most = Math.min(
    largestArray / (bytes * Math.max(OF_A_CELL, varying, states)),
    MOST_THREADS / (size[0] * size[1]),
    largestPlan / (bytes * (varying + copies * states + OTHER_PLANES)),
  )
  if (most >= 1) return Math.min(Math.floor(most), MOST_SAMPLES)
  const fits = size.map(lines => Math.max(1, Math.floor(lines * Math.sqrt(most))))
  throw new GpuError(
    `a crossbar of ${size.join(' x ')} cells of ${model.name} does not fit: ${adapter} holds ${largestArray} bytes in one array and ${largestPlan} in all: the largest of this shape that fits is ${fits.join(' x ')}`,
  )
}

/**
 * Solves all crossbars of a batch under one drive by plans of gpu.js, voltages to 3e-6 of the largest of the drive.
 * @param states in the model's order, samples x N*M each
 * @throws GpuError where the GPU fails or the nodes do not come to rest
 */
export function gpuCrossbars(
  cache: PlanCache,
  batch: CrossbarBatch,
  volts: BatchVolts,
  states: readonly Float64Array[],
  { start, currents = false }: { readonly start?: BatchPoint | undefined; readonly currents?: boolean },
): BatchPoint {
  const { model, size, samples, parameters } = batch
  const [rows, columns] = size
  const given = [...volts.word, ...volts.bit].filter(v => !Number.isNaN(v))
  const largest = given.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  const floats = given.length < rows + columns
  const varying = parameters.flatMap((values, k) => (values.length > 1 ? [k] : []))
  const laws = deviceLaws(model)
  const key = `crossbars ${laws.key} ${samples} ${rows} ${columns} ${varying.join(' ')} ${currents}`
  const program = cache.program(key, () =>
    crossbarsPlan(laws, { rows, columns, arrays: samples, varying }, { sweeps: SWEEPS, currents }),
  )
  const unit = unitSiemens(model, largest, states, parameters)
  const [wordStart, bitStart] = setInputs(program, batch, volts, states, varying, unit)
  const [word, bit, moved, amps] = program.results as Float32Array[]
  if (start === undefined) {
    wordStart.fill(0)
    bitStart.fill(0)
  } else {
    wordStart.set(start.wordDeviations)
    bitStart.set(start.bitDeviations)
  }
  const slow = floats ? new SlowArrays(samples, [word.length, bit.length], SWEEPS) : undefined
  for (let run = 0; ; run++) {
    cache.run(program, 1 / unit)
    const most = moved.reduce((a, b) => Math.max(a, b), 0)
    const left = slow?.look([wordStart, bitStart], [word, bit], moved) ?? most
    if (left <= REST * largest) break
    if (run === MOST_RUNS) {
      throw new GpuError(
        `crossbars of ${model.name}, array ${moved.indexOf(most)} of ${samples}: nodes still move by ${most.toExponential(1)} V after ${run * SWEEPS} sweeps, with ${largest} V applied; run the arrays one by one in float64, or with less resistance in the wires`,
      )
    }
    wordStart.set(word)
    bitStart.set(bit)
    slow?.lead([wordStart, bitStart])
  }
  return {
    deviceVolts: cellVolts(volts, word, bit),
    wordDeviations: word.slice(),
    bitDeviations: bit.slice(),
    currents: currents ? Float64Array.from(amps, value => value * unit) : undefined,
  }
}

/** Ohms of a batch over the unit, those of drivers of floating lines as breaks. @param unit S */
export function scaledOhms(
  {
    size: [rows, columns],
    wordOhms,
    leftOhms,
    bitOhms,
    topOhms,
  }: Pick<CrossbarBatch, 'size' | 'wordOhms' | 'leftOhms' | 'bitOhms' | 'topOhms'>,
  { word, bit }: BatchVolts,
  unit: number,
): Readonly<Record<'word' | 'left' | 'bit' | 'top', Float64Array>> {
  const scaled = (ohms: number): number => Math.min(Math.max(ohms * unit, LEAST_OHMS), MOST_OHMS)
  const atEnd = (ohms: number, volts: number) => scaled(Number.isNaN(volts) ? Infinity : ohms)
  return {
    word: wordOhms.map((ohms, k) =>
      k % columns === columns - 1 ? atEnd(ohms, word[Math.floor(k / columns)]) : scaled(ohms),
    ),
    left: leftOhms.map((ohms, i) => atEnd(ohms, word[i])),
    bit: bitOhms.map((ohms, k) => (k >= (rows - 1) * columns ? atEnd(ohms, bit[k % columns]) : scaled(ohms))),
    top: topOhms.map((ohms, j) => atEnd(ohms, bit[j])),
  }
}

/** @returns the planes that the deviations start in */
function setInputs(
  program: GpuProgram,
  { parameters, size, samples, wordOhms, leftOhms, bitOhms, topOhms }: CrossbarBatch,
  { word, bit }: BatchVolts,
  states: readonly Float64Array[],
  varying: readonly number[],
  unit: number,
): readonly [Float32Array, Float32Array] {
  const count = samples * size[0] * size[1]
  const [lines, single, planes, statesIn, ...rest] = program.inputs as Float32Array[]
  const [wordIn, leftIn, bitIn, topIn, wordStart, bitStart] = rest as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  lines.set([...word, ...bit].map(v => (Number.isNaN(v) ? 0 : v)))
  parameters.forEach((values, k) => {
    single[k] = values[0]
  })
  varying.forEach((parameter, k) => {
    planes.set(parameters[parameter], k * count)
  })
  states.forEach((state, k) => {
    statesIn.set(state, k * count)
  })
  const ohms = scaledOhms({ size, wordOhms, leftOhms, bitOhms, topOhms }, { word, bit }, unit)
  wordIn.set(ohms.word)
  leftIn.set(ohms.left)
  bitIn.set(ohms.bit)
  topIn.set(ohms.top)
  return [wordStart, bitStart]
}

/** The volts of the lines exactly (0 of those that float), and the deviations as float32 has them. */
function cellVolts(lines: BatchVolts, word: Float32Array, bit: Float32Array): Float64Array {
  const rows = lines.word.length
  const columns = lines.bit.length
  const volts = new Float64Array(word.length)
  const held = (v: number): number => (Number.isNaN(v) ? 0 : v)
  for (let k = 0; k < volts.length; k++) {
    const j = k % columns
    const i = Math.floor(k / columns) % rows
    volts[k] = held(lines.word[i]) - held(lines.bit[j]) + (word[k] - bit[k])
  }
  return volts
}
