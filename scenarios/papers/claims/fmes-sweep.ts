import { levenbergMarquardt } from 'ml-levenberg-marquardt'
import type { StorageCell } from '../../../arrays/devices/storage-cell.ts'
import { type SweepCycle, voltageSweep } from '../../plasticity/voltage-sweep.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import type { FreshCell } from './fmes-device.ts'

/** Values of Fig. 2b, V and V/s. */
const sweep = { peak: 0.8, rate: 0.05 } as const
/** Where the currents of B02 and B03 are read, V, and the current at which B04 and B05 are, A. */
const readVolts = 0.6
const readAmps = 0.5e-3
const reading = 'second of the sweep cycles 0 to 0.8 to 0 V at 50 mV/s, way out'

/** The claims of the sweeps of Fig. 2b and S6: B02 to B05, B21, B22. */
export function fmesSweepClaimRuns(fresh: FreshCell): ClaimRun[] {
  return [
    { id: 'B02', run: () => milliamps(ampsAt(outward(fresh(500)), readVolts)) },
    { id: 'B03', run: () => milliamps(ampsAt(outward(fresh(8000)), readVolts)) },
    { id: 'B04', run: () => volts(voltsAt(outward(fresh(500)), readAmps)) },
    { id: 'B05', run: () => volts(voltsAt(outward(fresh(8000)), readAmps)) },
    { id: 'B21', run: () => impliedCapacitance(fresh) },
    { id: 'B22', run: () => impliedResistance(fresh) },
  ]
}

/** How the current at 0.6 V rises with the scan rate: one half of B26. */
export function currentAgainstRate(fresh: FreshCell): ClaimOutcome {
  const rates = [0.01, 0.02, 0.05, 0.1, 0.2]
  const amps = rates.map(rate => 1e3 * ampsAt(outward(fresh(8000), rate), readVolts))
  return trendOutcome(amps, 'mA', smallestRise(amps), `current at 0.6 V at ${rates.join(', ')} V/s`)
}

/** The way out of the second cycle: the first still starts from the discharged device. */
function outward(cell: StorageCell, rate: number = sweep.rate): Pick<SweepCycle, 'volts' | 'amps'> {
  const [, second] = voltageSweep(cell, { vertices: [0, sweep.peak, 0], rate, cycles: 2, step: 1e-3 })
  const half = (second!.volts.length + 1) / 2
  return { volts: second!.volts.subarray(0, half), amps: second!.amps.subarray(0, half) }
}

function ampsAt({ volts, amps }: Pick<SweepCycle, 'volts' | 'amps'>, at: number): number {
  return crossing(volts, amps, at)
}

function voltsAt({ volts, amps }: Pick<SweepCycle, 'volts' | 'amps'>, at: number): number {
  return crossing(amps, volts, at)
}

/** y where x, which rises, first passes `at`; straight between the points. */
function crossing(x: Float64Array, y: Float64Array, at: number): number {
  const k = x.findIndex((value, index) => index > 0 && value >= at)
  if (k < 0) return Number.NaN
  const share = (at - x[k - 1]) / (x[k] - x[k - 1])
  return y[k - 1] + share * (y[k] - y[k - 1])
}

function milliamps(amps: number): ClaimOutcome {
  return { simulated: [1e3 * amps], unit: 'mA', note: reading }
}

function volts(value: number): ClaimOutcome {
  return { simulated: [value], unit: 'V', note: reading }
}

function impliedCapacitance(fresh: FreshCell): ClaimOutcome {
  const { farads } = impliedCircuit(fresh)
  return {
    simulated: [1e3 * farads],
    unit: 'mF',
    note: 'R in parallel with (Rs + C), its sweep starting at 0 V, fitted to the simulated figures of B02 to B05',
  }
}

function impliedResistance(fresh: FreshCell): ClaimOutcome {
  const { ohms } = impliedCircuit(fresh)
  return {
    simulated: [ohms],
    unit: 'ohm',
    note: 'fit of B21, which takes B04 as read in a first sweep; in the second cycle, where the model is read, its own smaller series and pore resistance gives the same voltage',
  }
}

/** The circuit that the table of claims derives from Fig. 2b, derived in the same way from the simulated figures. */
function impliedCircuit(fresh: FreshCell): { farads: number; ohms: number } {
  const [low, high] = [500, 8000].map(ohms => ({ ohms, way: outward(fresh(ohms)) }))
  const points = [low!, high!].flatMap(({ ohms, way }) => [
    { ohms, volts: readVolts, amps: ampsAt(way, readVolts) },
    { ohms, volts: voltsAt(way, readAmps), amps: readAmps },
  ])
  const { parameterValues } = levenbergMarquardt(
    { x: points.map((_, k) => k), y: points.map(({ amps }) => amps / readAmps) },
    ([millifarads, kiloohms]) =>
      index => {
        const { ohms, volts } = points[index]
        const displaced = 1e-3 * millifarads! * sweep.rate
        const charged = -Math.expm1(-volts / (kiloohms! * 1e3 * displaced))
        return (volts / ohms + displaced * charged) / readAmps
      },
    {
      initialValues: [8, 0.2],
      minValues: [1, 1e-3],
      maxValues: [100, 10],
      maxIterations: 100,
      errorTolerance: 1e-20,
    },
  )
  return { farads: 1e-3 * parameterValues[0], ohms: 1e3 * parameterValues[1] }
}
