import { checkOptionKeys } from '../config/check-option-keys.ts'
import { ADVANCE_OPTIONS, type AdvanceOptions } from '../crossbar/advance-options.ts'
import { advanceStiff } from '../crossbar/advance-stiff.ts'
import type { EnergyMeter } from '../crossbar/energy-meter.ts'
import { storedEnergy } from '../crossbar/stored-energy.ts'
import { eulerGated, gateControl } from './euler-gated.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import { moveGated } from './gated-change.ts'
import type { GatedDrive } from './gated-drive.ts'
import { type GatedPoint, gatedPoint } from './gated-point.ts'
import { addGatedEnergy } from './gated-power.ts'
import { heldGates } from './held-gates.ts'
import { warnOutside } from './warn-outside.ts'

const TOLERANCE = 1e-4
/** Distance of the last two orders of an energy, over what has moved so far. */
const ENERGY = 1e-5

/** Energies below this share of what gate stacks exchange with their own voltages are rounding and what is left of Newton steps. */
const ROUNDED = 1e-5
/** The same of wires and drivers, whose energies are sums of squares. */
const LITTLE = 1e-6

/**
 * Advances the states of a three-terminal array through `seconds` of a constant drive and adds the energy to the meter. What
 * moves a state, gate voltage or gate current of its cell, moves with all states: channels carry current between source lines
 * even where the drain lines are open, and a gate stack has a voltage of its own. See eulerGated and advanceStiff. Gate voltages that
 * sources hold (heldGates) need no network, unless its energy is asked for.
 * @param states advanced in place
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function advanceGated(
  spec: GatedArraySpec,
  drive: GatedDrive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  options: AdvanceOptions = {},
): number {
  checkOptionKeys('advanceGated', options, ADVANCE_OPTIONS)
  const { recorder, tolerance = TOLERANCE, energy = true } = options
  if (seconds === 0) return 0
  const held = energy || spec.model.control !== 'voltage' ? undefined : heldGates(spec, drive)
  if (held !== undefined) {
    if (recorder !== undefined) warnOutside(spec, held, recorder)
    moveGated(spec, { from: held, to: held }, seconds, states, states)
    return 1
  }
  const logged = recorder === undefined ? {} : { recorder }
  let last: GatedPoint = gatedPoint(spec, drive, states, logged)
  if (recorder !== undefined) warnOutside(spec, gateControl(spec, last), recorder)
  let kept = storedEnergy(spec, states)
  /** Joules moved so far in cells, wires and drivers. */
  const moved = new Float64Array(3)
  return advanceStiff(
    {
      model: spec.model,
      go(from, _, length, parts, to) {
        const sums = new Float64Array(4)
        let here = from
        for (let part = 0; part < parts; part++) {
          const own = { start: last, tolerance, ...logged }
          const found = eulerGated(spec, drive, length / parts, here, to, own)
          if (found === undefined) return undefined
          last = found.point
          if (energy) addGatedEnergy(spec, drive, found, length / parts, here, sums)
          here = to.map(x => x.slice())
        }
        return sums
      },
      judge(sums, lower) {
        const rounded = ROUNDED * Math.abs(sums[3])
        let worst = 0
        for (let part = 0; part < 3; part++) {
          const error = Math.abs(sums[part] - lower[part])
          // Wires and drivers may take far less than the cells exchange, and are judged by themselves.
          const size = moved[part] + Math.abs(sums[part]) + (part === 0 ? rounded : LITTLE * rounded)
          if (error > 0) worst = Math.max(worst, error / (ENERGY * size))
        }
        return worst
      },
      taken(sums, to, length) {
        if (!energy) return
        const [cells, wires, drivers] = Array.from(sums, joules => joules / length) as [
          number,
          number,
          number,
        ]
        const now = storedEnergy(spec, to)
        const stored = (now - kept) / length
        const delivered = cells + wires + drivers
        meter.add({ delivered, cells: cells - stored, wires, drivers, stored }, length)
        kept = now
        for (let part = 0; part < 3; part++) moved[part] = moved[part] + Math.abs(sums[part])
      },
    },
    seconds,
    states,
    tolerance,
  )
}
