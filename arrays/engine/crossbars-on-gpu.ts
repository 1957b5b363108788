import type { ShaderProgram } from '../../kernels/gpu/gpu.ts'
import type { BatchLaws } from '../../kernels/gpu/shaders/batch-cells.ts'
import { type BatchPlan, batchPlan, DRIVE_AT } from '../../kernels/gpu/shaders/batch-plan.ts'
import { BATCH_REPORT } from '../../kernels/gpu/shaders/batch-shaders.ts'
import { UNFOLLOWED } from '../../kernels/gpu/shaders/moved-states.ts'
import { STORAGE_TOLERANCE } from '../crossbar/advance-storage.ts'
import { bendOf } from '../crossbar/control-bend.ts'
import { takeExtrapolatedSteps } from '../crossbar/extrapolated-steps.ts'
import { SMALLEST_SHARE } from '../crossbar/state-distance.ts'
import { takeSteps, toleranceOf } from '../crossbar/step-together.ts'
import type { BatchVolts, CrossbarBatch, PlayedCrossbars } from './array-engine.ts'
import { batchLaws } from './batch-laws.ts'
import { REST, scaledOhms } from './gpu-crossbars.ts'
import { GpuError } from './gpu-error.ts'
import type { PlanCache } from './plan-cache.ts'
import { equationsKey, shaderLaw } from './shader-cells.ts'
import { unitSiemens } from './unit-siemens.ts'

/** So far from its line, over the largest voltage, a node may be in a sweep. */
const REACH = 3
/** So far, over the same, it may move in a sweep where elements make currents exponentials. */
const LIMIT = 0.05
/** Steps, each a tenth of the one before, in which a cell cannot be followed. */
const MOST_UNFOLLOWED = 4
/** What the networks of a step leave undecided of its charge, in moves of nodes at rest. */
const NOISE = 1

/**
 * Crossbars side by side whose states and nodes stay on a GPU over a whole program: what comes back of a step is how far it is from
 * the one that was predicted.
 */
export function crossbarsOnGpu(
  cache: PlanCache,
  batch: CrossbarBatch,
  initial: readonly Float64Array[],
): PlayedCrossbars {
  const crossbars = openBatch(cache, batch, initial)
  return {
    ...(batch.model.storage === undefined ? moving(batch, crossbars) : charged(crossbars)),
    read(volts) {
      const unit = crossbars.setDrive(volts)
      crossbars.run('read')
      return Float64Array.from(crossbars.amps, amps => amps * unit)
    },
  }
}

interface OpenBatch {
  /** @returns siemens of the unit of conductance */
  setDrive(volts: BatchVolts): number
  /** @returns how far a step is from what was guessed or predicted */
  run(name: string, seconds?: number): number
  /** How far voltages were from straight lines in the last step, over what they may be. */
  bend(): number
  readonly amps: Float32Array
}

function moving({ model }: CrossbarBatch, { setDrive, run, bend }: OpenBatch): Omit<PlayedCrossbars, 'read'> {
  const tolerance = toleranceOf(model)
  return {
    hold(volts, seconds) {
      setDrive(volts)
      run('hold')
      let [length, unfollowed] = [0, 0]
      takeSteps(
        {
          predict(step) {
            length = step
            const distance = run('predict', step)
            unfollowed = distance < UNFOLLOWED ? 0 : unfollowed + 1
            if (unfollowed > MOST_UNFOLLOWED) lose(model.name, 'under a drive')
            return distance / tolerance
          },
          correct: () => run('correct', length) / tolerance,
          // States that relax bend no control.
          bend: () => (model.relaxes ? 0 : bend()),
          take: () => void run('take'),
        },
        seconds,
      )
    },
    rest(seconds) {
      if (!(run('rest', seconds) < UNFOLLOWED)) lose(model.name, `over ${seconds} s at 0 V`)
    },
  }
}

function lose(device: string, where: string): never {
  throw new GpuError(
    `crossbars of ${device}: states cannot be followed ${where}; run the arrays one by one in float64`,
  )
}

function charged({ setDrive, run }: OpenBatch): Omit<PlayedCrossbars, 'read'> {
  return {
    hold(volts, seconds) {
      setDrive(volts)
      run('drive')
      takeExtrapolatedSteps(
        { step: length => run('step', length) / STORAGE_TOLERANCE, take: () => void run('take') },
        seconds,
      )
    },
    rest() {
      throw new Error('rest: found cells that store charge, which move with the network; expected hold')
    },
  }
}

function openBatch(cache: PlanCache, batch: CrossbarBatch, initial: readonly Float64Array[]): OpenBatch {
  const { model, size, samples, parameters } = batch
  const [rows, columns] = size
  const laws = lawsOf(batch)
  const written: BatchPlan = batchPlan(laws, { rows, columns, arrays: samples })
  const program: ShaderProgram = cache.shaders(
    `batch ${laws.key} ${samples} ${rows} ${columns}`,
    () => written.plan,
  )
  const memory = (buffer: number): Float32Array => program.memory.get(buffer)!
  const [drive, lines, report] = [memory(written.drive), memory(written.lines), memory(written.report)]
  const reported = (of: (typeof BATCH_REPORT)[number]): number => report[BATCH_REPORT.indexOf(of)]
  /** Largest volts of a line of the drive. */
  let applied = 0
  /** The largest voltage between any two points of charged cells and their lines, so far. */
  let scale = model.storage === undefined ? 0 : largestSum(initial)
  loadCells(memory(written.values), batch)
  loadStates(memory(written.states), initial)
  cache.runShaders(program, 'begin')

  return {
    amps: memory(written.amps),
    run(name, seconds = 0) {
      drive[DRIVE_AT.seconds] = seconds
      cache.runShaders(program, name)
      const restless = reported('restless')
      if (restless !== 0) {
        throw new GpuError(
          `crossbars of ${model.name}, array ${restless - 1} of ${samples}: nodes do not come to rest; run the arrays one by one in float64, or with less resistance in the wires`,
        )
      }
      return reported('distance')
    },
    bend: () => bendOf(reported('bend'), reported('turn'), applied),
    setDrive({ word, bit }) {
      const held = [...word, ...bit].map(v => (Number.isNaN(v) ? 0 : v))
      applied = held.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
      if (model.storage !== undefined) scale = Math.max(scale, applied)
      const largest = model.storage === undefined ? applied : scale
      const unit = unitSiemens(model, largest, initial, parameters)
      drive[DRIVE_AT.rest] = REST * largest
      // Nodes creep to rest where lines float, and where shorts tie lines together.
      const creeps = batch.stuck !== undefined || [...word, ...bit].some(Number.isNaN)
      drive[DRIVE_AT.floats] = creeps ? 1 : 0
      drive[DRIVE_AT.unit] = unit
      drive[DRIVE_AT.reach] = REACH * largest
      drive[DRIVE_AT.limit] = (batch.element === undefined ? 2 * REACH : LIMIT) * largest
      drive[DRIVE_AT.noise] = (NOISE * REST * largest) / STORAGE_TOLERANCE
      const ohms = scaledOhms(batch, { word, bit }, unit)
      let at = 0
      for (const part of [held, ohms.left, ohms.top, ohms.word, ohms.bit]) {
        lines.set(part, at)
        at += part.length
      }
      return unit
    },
  }
}

function lawsOf({ model, parameters, stuck, element }: CrossbarBatch): BatchLaws {
  const device = batchLaws(model, SMALLEST_SHARE)
  const varying = parameters.map(values => values.length > 1)
  const parts = [
    device.key,
    varying.map(own => (own ? 'n' : '1')).join(''),
    stuck === undefined ? '' : 'stuck',
    element === undefined ? '' : equationsKey(element),
  ]
  return {
    ...device,
    key: parts.join('; '),
    varying,
    stuck: stuck !== undefined,
    ...(element === undefined ? {} : { element: shaderLaw(element) }),
  }
}

function largestSum(states: readonly Float64Array[]): number {
  let most = 0
  for (let k = 0; k < (states[0]?.length ?? 0); k++)
    most = Math.max(
      most,
      states.reduce((sum, volts) => sum + Math.abs(volts[k]), 0),
    )
  return most
}

/** Writes the values of all cells in the order that batch-cells.ts says. */
function loadCells(out: Float32Array, { parameters, stuck, element, samples }: CrossbarBatch): void {
  let at = 0
  const put = (values: Float64Array): void => {
    out.set(values, at)
    at += values.length
  }
  const elements = element?.columns ?? []
  for (const values of parameters) if (values.length > 1) put(values)
  if (stuck !== undefined) put(stuck.map(siemens => (Number.isNaN(siemens) ? -1 : siemens)))
  for (const column of elements)
    if (column.length > 1) for (let sample = 0; sample < samples; sample++) put(column)
  for (const values of [...parameters, ...elements]) if (values.length === 1) put(values)
}

/** States as two float32 each. */
function loadStates(out: Float32Array, states: readonly Float64Array[]): void {
  let at = 0
  for (const state of states) {
    for (const value of state) {
      out[at] = value
      out[at + 1] = value - out[at]
      at += 2
    }
  }
}
