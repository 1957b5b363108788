import { createEnergyMeter } from '../../crossbar/energy-meter.ts'
import type { ArrayRun, PlayedSpec } from '../array-run.ts'
import type { DriveEvent } from '../events.ts'
import { playDrive } from '../play-drive.ts'
import { partOf } from './part-of.ts'

/** Largest difference between Simpson's rule and the trapezoid rule, over the largest current times the time: the former is then good to 1e-6. */
const RULES_APART = 1e-3
/** Halvings of one piece of a drive. */
const MOST_HALVINGS = 24

/** Integrals over time of quantities that an array gives at an instant. */
export interface ChargeIntegrals<D> {
  /** Integrates a quantity from now on, where that is not done yet. */
  want(quantity: string): void
  readonly wanted: boolean
  /** The integral so far. */
  of(quantity: string): Float64Array
  /** Plays a drive on the run and integrates over it. */
  play(event: DriveEvent<D>): void
}

/** Several quantities at one instant, in the order in which they were wanted. */
type Instant = readonly Float64Array[]

/**
 * Integrates by Simpson's rule on halves of a drive: the array is played through it, and goes back to take half of it at a time
 * where the rule does not agree with the trapezoid rule.
 */
export function createChargeIntegrals<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
): ChargeIntegrals<D> {
  const integrals = new Map<string, Float64Array>()

  function instant(drive: D): Instant {
    const found = run.array.instant(drive, run.states, run.recorder)
    return [...integrals.keys()].map(quantity => found[quantity])
  }

  function integrate(event: DriveEvent<D>, start: Instant, halvings: number): void {
    const saved = {
      states: run.states.map(x => x.slice()),
      time: run.time,
      steps: run.steps,
      pulses: run.pulses,
    }
    const meter = createEnergyMeter()
    const halves = [partOf(run.array, event, 0, 0.5), partOf(run.array, event, 0.5, 1)] as const
    playDrive(run, halves[0], meter)
    const middle = instant(halves[0].to)
    playDrive(run, halves[1], meter)
    const end = instant(event.to)
    if (halvings < MOST_HALVINGS && rulesApart(start, middle, end) > RULES_APART) {
      run.states.forEach((x, s) => {
        x.set(saved.states[s])
      })
      run.time = saved.time
      run.steps = saved.steps
      run.pulses = saved.pulses
      integrate(halves[0], start, halvings + 1)
      integrate(halves[1], instant(halves[1].from), halvings + 1)
      return
    }
    run.meter.include(meter)
    let k = 0
    for (const integral of integrals.values()) {
      for (let n = 0; n < integral.length; n++)
        integral[n] += (event.seconds / 6) * (start[k][n] + 4 * middle[k][n] + end[k][n])
      k++
    }
  }

  return {
    want(quantity) {
      if (integrals.has(quantity)) return
      const { length } = run.array.instant(run.array.rest, run.states, run.recorder)[quantity]
      integrals.set(quantity, new Float64Array(length))
    },
    get wanted() {
      return integrals.size > 0
    },
    of: quantity => integrals.get(quantity) as Float64Array,
    play(event) {
      if (event.seconds > 0) integrate(event, instant(event.from), 0)
    },
  }
}

function rulesApart(start: Instant, middle: Instant, end: Instant): number {
  let [apart, largest] = [0, 0]
  start.forEach((from, k) => {
    for (let n = 0; n < from.length; n++) {
      const [a, b, c] = [from[n], middle[k][n], end[k][n]]
      largest = Math.max(largest, Math.abs(a), Math.abs(b), Math.abs(c))
      apart = Math.max(apart, Math.abs(a - 2 * b + c) / 12)
    }
  })
  return largest === 0 ? 0 : apart / largest
}
