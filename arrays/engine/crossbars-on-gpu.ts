import { type BatchPlan, batchPlan, DRIVE_AT, REPORT_AT } from '../../kernels/gpu/shaders/batch-plan.ts'
import type { BatchLaws } from '../../kernels/gpu/shaders/batch-shaders.ts'
import { SMALLEST_SHARE } from '../crossbar/state-distance.ts'
import { takeSteps, toleranceOf } from '../crossbar/step-together.ts'
import type { BatchVolts, CrossbarBatch, PlayedCrossbars } from './array-engine.ts'
import { REST, scaledOhms } from './gpu-crossbars.ts'
import { GpuError } from './gpu-error.ts'
import { batchLaws } from './kernel-laws.ts'
import type { PlanCache } from './plan-cache.ts'
import { unitSiemens } from './unit-siemens.ts'

/**
 * Crossbars side by side whose states and nodes stay on a GPU over a whole program: what comes back of a step is how far it is from
 * the one that was predicted.
 */
export function crossbarsOnGpu(
  cache: PlanCache,
  batch: CrossbarBatch,
  initial: readonly Float64Array[],
): PlayedCrossbars {
  const { model, size, samples, parameters } = batch
  const [rows, columns] = size
  const laws: BatchLaws = {
    ...batchLaws(model, SMALLEST_SHARE),
    varying: parameters.map(values => values.length > 1),
  }
  const key = `batch ${laws.key} ${samples} ${rows} ${columns}`
  const written: BatchPlan = batchPlan(laws, { rows, columns, arrays: samples })
  const program = cache.shaders(key, () => written.plan)
  const memory = (buffer: number): Float32Array => program.memory.get(buffer)!
  const [drive, lines, report] = [memory(written.drive), memory(written.lines), memory(written.report)]
  const tolerance = toleranceOf(model)
  loadParameters(memory(written.values), parameters)
  loadStates(memory(written.states), initial)
  cache.runShaders(program, 'begin')

  /** @returns how far a step is from what was guessed, over the tolerance */
  function run(name: string, seconds = 0): number {
    drive[DRIVE_AT.seconds] = seconds
    cache.runShaders(program, name)
    const restless = report[REPORT_AT.restless]
    if (restless !== 0) {
      throw new GpuError(
        `crossbars of ${model.name}, array ${restless - 1} of ${samples}: nodes do not come to rest; run the arrays one by one in float64, or with less resistance in the wires`,
      )
    }
    return report[REPORT_AT.distance] / tolerance
  }

  /** @returns siemens of the unit of conductance */
  function setDrive({ word, bit }: BatchVolts): number {
    const held = [...word, ...bit].map(v => (Number.isNaN(v) ? 0 : v))
    const largest = held.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
    const unit = unitSiemens(model, largest, initial, parameters)
    drive[DRIVE_AT.rest] = REST * largest
    drive[DRIVE_AT.floats] = [...word, ...bit].some(Number.isNaN) ? 1 : 0
    drive[DRIVE_AT.unit] = unit
    const ohms = scaledOhms(batch, { word, bit }, unit)
    let at = 0
    for (const part of [held, ohms.left, ohms.top, ohms.word, ohms.bit]) {
      lines.set(part, at)
      at += part.length
    }
    return unit
  }

  return {
    hold(volts, seconds) {
      setDrive(volts)
      run('hold')
      let length = 0
      takeSteps(
        {
          predict(step) {
            length = step
            return run('predict', step)
          },
          correct: () => run('correct', length),
          // States that relax bend no control.
          bend: () => 0,
          take: () => void run('take'),
        },
        seconds,
      )
    },
    rest: seconds => void run('rest', seconds),
    read(volts) {
      const unit = setDrive(volts)
      run('read')
      return Float64Array.from(memory(written.amps), amps => amps * unit)
    },
  }
}

function loadParameters(out: Float32Array, parameters: readonly Float64Array[]): void {
  let at = 0
  const inOrder = [...parameters].sort((a, b) => Number(b.length > 1) - Number(a.length > 1))
  for (const values of inOrder) {
    out.set(values, at)
    at += values.length
  }
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
