import type { GridShape } from '../../kernels/kirchhoff.ts'
import { accessLaws } from '../access/access-laws.ts'
import { gpuObstacle } from '../engine/gpu-obstacle.ts'
import type { MovingCrossbar } from '../engine/moving-crossbar.ts'
import { hasLimits } from '../network/limit-drivers.ts'
import { networkGrid } from '../network/network-grid.ts'
import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import type { AdvanceOptions } from './advance-options.ts'
import type { ArraySpec } from './array-spec.ts'
import { deviceEquations } from './device-cells.ts'
import { type CrossbarDrive, type Drive, isQuiet } from './drive.ts'
import type { EnergyMeter } from './energy-meter.ts'
import { networkProblem } from './operating-point.ts'
import { isSameArray } from './same-array.ts'
import { leaveStates } from './states-elsewhere.ts'
import { driveKey, stepMemory } from './step-memory.ts'

/** Of the first-order step, as in step-together.ts; a fifth of the one there, for answers that are near those of third-order steps. */
const TOLERANCE = 1e-4

/** States whose array an engine moves, and the array. */
interface Moving {
  readonly spec: ArraySpec
  readonly crossbar: MovingCrossbar | undefined
}

const moving = new WeakMap<readonly Float64Array[], Moving>()

/** How far an engine took an array. */
export interface Advanced {
  readonly seconds: number
  readonly steps: number
}

const NOTHING: Advanced = { seconds: 0, steps: 0 }

/**
 * Advances a passive crossbar on the engine of the array, where that has a place for it and serves the drive. The
 * states stay there: bringStates fetches them.
 * @returns less than all seconds where the rest is for other ways of advancing; the states are then to be fetched first
 * @throws SolverError where the steps become too small; GpuError where the GPU fails
 */
export function advanceOnEngine(
  spec: ArraySpec,
  drive: Drive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  { recorder, tolerance = TOLERANCE, energy = true }: AdvanceOptions,
): Advanced {
  if (drive.kind !== 'crossbar' || !isMoved(spec) || !isServed(spec, drive)) return NOTHING
  const quiet = isQuiet(drive)
  // Nothing is taken there to be left at rest.
  if (quiet && moving.get(states)?.crossbar?.isThere !== true) return NOTHING
  const grid = networkGrid(networkProblem(spec, drive, states))
  const crossbar = crossbarOf(spec, states, grid.shape)
  if (crossbar === undefined) return NOTHING
  leaveStates(states, () => crossbar.bring())
  if (quiet) {
    return crossbar.rest(seconds, spec.pace) ? { seconds, steps: 1 } : NOTHING
  }
  const started = performance.now()
  const memory = stepMemory(recorder)
  const key = memory === undefined ? '' : driveKey(drive, seconds)
  const held = crossbar.hold(grid, {
    seconds,
    first: memory?.recall(key) ?? seconds,
    tolerance,
    energy,
    pace: spec.pace,
  })
  if (held.steps > 0) memory?.keep(key, held.nextFirst)
  if (energy && held.seconds > 0) {
    const { delivered, cells, wires, drivers } = held.energy
    const mean = (joules: number): number => joules / held.seconds
    const power = {
      delivered: mean(delivered),
      cells: mean(cells),
      wires: mean(wires),
      drivers: mean(drivers),
    }
    meter.add(power, held.seconds)
  }
  const { backend, adapter, kernels } = spec.engine!.report()
  recorder?.add({
    engine: 'multigrid',
    backend: `${backend} (${kernels}) on ${adapter}`,
    iterations: held.iterations,
    newton: held.newton,
    residual: held.worst,
    seconds: (performance.now() - started) / 1000,
    warnings: [],
  })
  return held
}

/** Whether the states of an array are ones that an engine moves. */
function isMoved({ access, engine, model, size }: ArraySpec): boolean {
  return (
    engine?.openMoving !== undefined &&
    access.kind !== 'transistor' &&
    gpuObstacle(model) === undefined &&
    model.states.length > 0 &&
    model.storage === undefined &&
    model.stored === undefined &&
    size[0] * size[1] > 1
  )
}

/**
 * Whether every line is held by its drivers at one voltage, without limits, or floats. A line that floats behind elements
 * that rectify hangs on what they let back, of which float32 has no digits.
 */
function isServed({ access }: ArraySpec, drive: CrossbarDrive): boolean {
  const { left, right, top, bottom } = drive
  const ends = [left, right, top, bottom]
  if (hasLimits(drive) || ends.some(({ kind }) => kind.includes(CURRENT))) return false
  const alike = (near: LineEnds, far: LineEnds): boolean =>
    near.kind.every(
      (kind, line) => kind !== VOLTAGE || far.kind[line] !== VOLTAGE || near.value[line] === far.value[line],
    )
  const floats = (near: LineEnds, far: LineEnds): boolean =>
    near.kind.some((kind, line) => kind === FLOAT && far.kind[line] === FLOAT)
  const rectifies = access.kind === 'oneSidedSelector' || access.kind === 'diode'
  if (rectifies && (floats(left, right) || floats(top, bottom))) return false
  return alike(left, right) && alike(top, bottom)
}

function crossbarOf(
  spec: ArraySpec,
  states: readonly Float64Array[],
  shape: GridShape,
): MovingCrossbar | undefined {
  const known = moving.get(states)
  if (known !== undefined && isSameArray(known.spec, spec)) return known.crossbar
  known?.crossbar?.bring()
  const device = deviceEquations(spec, states)!
  const element = accessLaws(spec.access, spec.size, new Uint8Array(spec.size[0]).fill(1))?.equations
  const equations = element === undefined ? device : { ...device, element }
  const crossbar = spec.engine!.openMoving!({ model: spec.model, equations, shape })
  moving.set(states, { spec, crossbar })
  return crossbar
}
