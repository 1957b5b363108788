import type { ArraySpec } from './array-spec.ts'
import type { Drive } from './drive.ts'
import type { EnergyMeter } from './energy-meter.ts'
import { operatingPoint } from './operating-point.ts'
import { relaxationOf, relaxBy } from './relax-states.ts'

const RELATIVE = 1e-7
const DEEPEST = 40

/**
 * Adds the energy that isolated cells take from their sources in `seconds` at constant volts: adaptive Simpson on the
 * summed power, at states that are exact at every instant.
 * @param states at the start; not changed
 */
export function integratePower(
  spec: ArraySpec,
  drive: Drive & { kind: 'isolated' },
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
): void {
  const then = states.map(x => x.slice())
  const relaxation = relaxationOf(spec, drive.volts)
  const powerAt = (time: number): number => {
    relaxBy(relaxation, time, states, then)
    return operatingPoint(spec, drive, then).power.delivered
  }
  const simpson = (a: number, b: number, pa: number, pm: number, pb: number): number =>
    ((b - a) / 6) * (pa + 4 * pm + pb)
  const integrate = (
    a: number,
    b: number,
    pa: number,
    pm: number,
    pb: number,
    whole: number,
    depth: number,
  ): number => {
    const m = (a + b) / 2
    const pl = powerAt((a + m) / 2)
    const pr = powerAt((m + b) / 2)
    const left = simpson(a, m, pa, pl, pm)
    const right = simpson(m, b, pm, pr, pb)
    const both = left + right
    if (depth >= DEEPEST || Math.abs(both - whole) <= 15 * RELATIVE * Math.abs(both))
      return both + (both - whole) / 15
    return integrate(a, m, pa, pl, pm, left, depth + 1) + integrate(m, b, pm, pr, pb, right, depth + 1)
  }
  const [pa, pm, pb] = [powerAt(0), powerAt(seconds / 2), powerAt(seconds)]
  const energy = integrate(0, seconds, pa, pm, pb, simpson(0, seconds, pa, pm, pb), 0)
  meter.add({ delivered: energy / seconds, cells: energy / seconds, wires: 0, drivers: 0 }, seconds)
}
