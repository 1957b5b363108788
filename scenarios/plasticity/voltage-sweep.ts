import { OptionError } from '../../arrays/errors.ts'
import { requirePositive } from './require-positive.ts'
import type { Specimen } from './specimen.ts'

/** V */
const STEP = 0.05

export interface SweepOptions {
  /** Volts that the sweep visits in order, [0, 10, 0] for a triangle. */
  readonly vertices: readonly number[]
  /** Scan rate, V/s. */
  readonly rate: number
  /** How often the path is repeated, without rest between. @defaultValue 1 */
  readonly cycles?: number
  /** Largest voltage step, V; the error falls with its square. @defaultValue 0.05 */
  readonly step?: number
}

/** One cycle of a sweep: points in order of time, the first and the last vertex included. */
export interface SweepCycle {
  readonly volts: Float64Array
  readonly amps: Float64Array
  /** Current at each vertex of the path, A, the first one before the sweep. */
  readonly vertexAmps: readonly number[]
}

/**
 * Sweeps the voltage of a cell at a constant rate along straight legs. A leg is divided into equal steps; the state
 * relaxes at the middle voltage of each step, exactly, and the current is taken at its end. So only the ramp is
 * approximated, and the error of state and current is of second order in the step. A specimen through which current flows
 * because the voltage moves follows the ramp itself.
 * @returns one entry for each cycle
 * @throws RangeError for fewer than two vertices, or a rate, step or number of cycles that is not positive
 */
export function voltageSweep(cell: Specimen, options: SweepOptions): SweepCycle[] {
  return eachCycle(options, () => {
    const { vertices } = options
    const volts = [vertices[0]]
    const amps = [cell.current(vertices[0])]
    const vertexAmps = [amps[0]]
    follow(cell, options, (v, atVertex) => {
      volts.push(v)
      amps.push(cell.current(v))
      if (atVertex) vertexAmps.push(amps.at(-1)!)
    })
    return { volts: Float64Array.from(volts), amps: Float64Array.from(amps), vertexAmps }
  })
}

/** The same sweep without a look at the current: what it does to the cell, and no more. */
export function followSweep(cell: Specimen, options: SweepOptions): void {
  eachCycle(options, () => follow(cell, options, () => {}))
}

function eachCycle<Cycle>(
  { vertices, rate, cycles = 1, step = STEP }: SweepOptions,
  run: () => Cycle,
): Cycle[] {
  if (vertices.length < 2) throw new OptionError('voltageSweep', `${vertices.length} vertices`, '2 or more')
  requirePositive('voltageSweep', { rate, cycles, step })
  return Array.from({ length: cycles }, run)
}

/** Moves a cell along the legs of one cycle. @param reached called at the end of each step */
function follow(
  cell: Specimen,
  { vertices, rate, step = STEP }: SweepOptions,
  reached: (volts: number, atVertex: boolean) => void,
): void {
  for (let leg = 1; leg < vertices.length; leg++) {
    const from = vertices[leg - 1]
    const to = vertices[leg]
    const steps = Math.max(1, Math.ceil(Math.abs(to - from) / step - 1e-9))
    const seconds = Math.abs(to - from) / rate / steps
    for (let k = 1; k <= steps; k++) {
      const v = k === steps ? to : from + ((to - from) * k) / steps
      if (cell.ramp !== undefined) cell.ramp(from + ((to - from) * (k - 1)) / steps, v, seconds)
      else cell.advance(from + ((to - from) * (k - 0.5)) / steps, seconds)
      reached(v, k === steps)
    }
  }
}
