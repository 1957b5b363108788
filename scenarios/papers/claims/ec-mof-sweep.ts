import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { risingFallWindow } from '../../plasticity/rising-fall-window.ts'
import { type SweepCycle, voltageSweep } from '../../plasticity/voltage-sweep.ts'
import type { ClaimOutcome, ClaimRun } from './claim-run.ts'

/** Conditions that the paper leaves open: the paths of the sweeps, their rate, and how often they are repeated. */
const ecMofSweeps: {
  readonly vertices: readonly (readonly number[])[]
  /** V/s */
  readonly rate: number
  readonly cycles: number
  /** V */
  readonly step: number
} = {
  vertices: [2, 3, 5].flatMap(top => [
    [0, top, 0],
    [0, top, -top, 0],
  ]),
  rate: 1,
  cycles: 20,
  step: 0.02,
}

/** A window on every path, V, in the order of the paths. */
export type SweepWindows = readonly (readonly [number, number] | undefined)[]

/** Windows of negative differential resistance in the last cycle on every path. */
export function sweepWindows(
  parameters: Readonly<Record<string, number>> = {},
  rate: number = ecMofSweeps.rate,
): SweepWindows {
  return sweeps(parameters, rate).map(cycles => positiveWindow(cycles.at(-1)!))
}

/**
 * The claim on sweeps of EC-MOF-L-AS (A23).
 * @param parameters device parameters in place of the calibrated ones
 */
export function ecMofSweepClaimRuns(parameters: Readonly<Record<string, number>> = {}): ClaimRun[] {
  return [{ id: 'A23', run: () => negativeResistance(parameters) }]
}

export const ecMofSweepClaims: readonly ClaimRun[] = ecMofSweepClaimRuns()

function negativeResistance(parameters: Readonly<Record<string, number>>): ClaimOutcome {
  const { rate, cycles: count } = ecMofSweeps
  const all = sweeps(parameters, rate)
  const windows = all.map(cycles => positiveWindow(cycles.at(-1)!))
  const found = windows.filter(window => window !== undefined)
  const settling = all.map(
    cycles => distance(cycles[0], cycles[1]) / distance(cycles.at(-2)!, cycles.at(-1)!),
  )
  const ends = [0, 1].map(end => found.map(window => window[end]))
  const slower = [0.5, 0.2, 0.1].map(
    slow => `${sweepWindows(parameters, slow).filter(window => window !== undefined).length} at ${slow} V/s`,
  )
  return {
    simulated: found.length === 0 ? [] : ends.map(volts => volts.reduce((a, b) => a + b) / volts.length),
    unit: 'V',
    holds: found.length === windows.length && Math.min(...settling) > 1,
    note: `mean of cycle ${count} of 0 to 2, 3, 5 V and of +-2, 3, 5 V at ${rate} V/s (path and rate assumed): from ${ends.map(spread).join(' to ')} V. The current of the redox reaction goes with the rate: of the ${windows.length} paths ${slower.join(', ')} have a window. From cycle 1 to 2 a loop changes at least ${Math.min(...settling).toPrecision(2)} times as much as from ${count - 1} to ${count}`,
  }
}

/** Slower sweeps last as long in all, in fewer cycles: the states that settle count seconds, not cycles. */
function sweeps(parameters: Readonly<Record<string, number>>, rate: number): SweepCycle[][] {
  const { vertices, step } = ecMofSweeps
  const cycles = Math.max(2, Math.ceil((ecMofSweeps.cycles * rate) / ecMofSweeps.rate))
  return vertices.map(path =>
    voltageSweep(createCell(ecMofL, { parameters }), { vertices: path, rate, cycles, step }),
  )
}

function positiveWindow(cycle: SweepCycle): readonly [number, number] | undefined {
  const positive = cycle.volts.map(volts => Math.max(0, volts))
  return risingFallWindow({ ...cycle, volts: positive })
}

/** Largest difference of the currents of two cycles, A. */
function distance(a: SweepCycle, b: SweepCycle): number {
  return a.amps.reduce((most, amps, k) => Math.max(most, Math.abs(amps - b.amps[k])), 0)
}

function spread(volts: readonly number[]): string {
  return `${Math.min(...volts).toFixed(2)}-${Math.max(...volts).toFixed(2)}`
}
