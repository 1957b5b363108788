import type { GatedCell } from '../../arrays/devices/gated-cell.ts'
import { OptionError } from '../../arrays/errors.ts'
import { requirePositive } from './require-positive.ts'

export interface GateSweepOptions {
  /** Gate drive that the sweep visits in order, V or A. */
  readonly vertices: readonly number[]
  /** Scan rate, V/s or A/s. */
  readonly rate: number
  /** Steps of each leg; the error falls with the square of their number. @defaultValue 100 */
  readonly steps?: number
}

/** A transfer curve: points in order of time, the first and the last vertex included. */
export interface GateSweep {
  readonly control: Float64Array
  /** Channel conductance, S. */
  readonly conductance: Float64Array
}

/**
 * Sweeps the gate at a constant rate along straight legs and reads the channel: the state relaxes exactly at the middle of
 * each step, so only the ramp is approximated.
 * @throws RangeError for fewer than two vertices, or a rate or number of steps that is not above 0
 */
export function gateSweep(cell: GatedCell, options: GateSweepOptions): GateSweep {
  const { vertices, rate, steps = 100 } = options
  if (vertices.length < 2) throw new OptionError('gateSweep', `${vertices.length} vertices`, '2 or more')
  requirePositive('gateSweep', { rate, steps })
  const control = [vertices[0]]
  const conductance = [cell.conductance()]
  for (let leg = 1; leg < vertices.length; leg++) {
    const from = vertices[leg - 1]
    const span = vertices[leg] - from
    for (let k = 1; k <= steps; k++) {
      cell.advance(from + (span * (k - 0.5)) / steps, Math.abs(span) / rate / steps)
      control.push(from + (span * k) / steps)
      conductance.push(cell.conductance())
    }
  }
  return { control: Float64Array.from(control), conductance: Float64Array.from(conductance) }
}

/**
 * Area that the logarithm of the conductance encloses, positive where the loop runs counterclockwise (the way back
 * above the way out), in V or A times a natural logarithm.
 */
export function gateLoopArea({ control, conductance }: GateSweep): number {
  let area = 0
  for (let k = 1; k < control.length; k++) {
    const mean = (Math.log(conductance[k]) + Math.log(conductance[k - 1])) / 2
    area -= mean * (control[k] - control[k - 1])
  }
  return area
}
